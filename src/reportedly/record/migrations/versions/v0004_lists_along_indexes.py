"""Indexes that hold what lists are narrowed by, so that a filter reads no whole row."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# PostgreSQL keeps long documents apart from their rows and refuses long keys: it gets short ones.
SQLITE = {
    "incidents_sought": (
        "incidents",
        ["start", "reports", "id", "end", "place", "country", "kind", "sub_event_type", "status",
         "origins"],
    ),
    "incidents_place": ("incidents", ["place"]),
    "told_day": (
        "told",
        ["day", "incident_id", "article_id", "figure_id", "measure", "side", "speaker"],
    ),
    "told_sought": (
        "told",
        ["measure", "day", "incident_id", "article_id", "figure_id", "side", "speaker"],
    ),
    "told_side": (
        "told",
        ["side", "day", "incident_id", "article_id", "figure_id", "measure", "speaker"],
    ),
    "told_speaker": (
        "told",
        ["speaker", "day", "incident_id", "article_id", "figure_id", "measure", "side"],
    ),
}  # fmt: skip
POSTGRESQL = {
    "incidents_place": ("incidents", ["place"]),
    "told_day": ("told", ["day"]),
    "told_side": ("told", ["side", "day"]),
}


def upgrade() -> None:
    for name, (table, columns) in indexes().items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _) in indexes().items():
        op.drop_index(name, table)


def indexes() -> dict[str, tuple[str, list[str]]]:
    return SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
