"""People's decisions, and what reconciling makes of many readings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MADE = (
    "thread_blocks", "thread_members", "threads", "told", "parties", "links", "blocks", "accounts",
    "incident_aliases", "incidents", "copies", "bands", "signatures", "reconcile_state",
    "reconciled", "reviews",
)  # fmt: skip


def upgrade() -> None:
    make_reviews()
    make_copies()
    make_incidents()
    make_threads()
    op.create_index("articles_outlet", "articles", ["outlet"])


def downgrade() -> None:
    op.drop_index("articles_outlet", "articles")
    for name in MADE:
        op.drop_table(name)


def make_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
        *(text(name, False) for name in ("at", "author", "decision", "article_id", "entry")),
        sa.Column("field", sa.String, nullable=False, server_default=""),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        text("other"),
        sa.Column("note", sa.Text),
        sa.Column("undoes", sa.Integer),
    )
    op.create_index("reviews_cell", "reviews", ["article_id", "entry"])


def make_copies() -> None:
    op.create_table("reconciled", article(key=True), text("version", False))
    op.create_table(
        "reconcile_state", sa.Column("name", sa.String, primary_key=True), text("value", False)
    )
    op.create_table(
        "signatures",
        article(key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
    )
    op.create_table("bands", sa.Column("band", sa.String, primary_key=True), article(key=True))
    op.create_index("bands_article", "bands", ["article_id"])
    op.create_table(
        "copies",
        article(key=True),
        text("of", False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("copies_of", "copies", ["of"])


def make_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.String, primary_key=True),
        text("kind"),
        text("sub_event_type"),
        text("title", False),
        text("place"),
        sa.Column("country", sa.String(3)),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("start", sa.String(10)),
        sa.Column("end", sa.String(10)),
        sa.Column("first_published", sa.Date),
        sa.Column("last_published", sa.Date),
        text("status", False),
        sa.Column("violent", sa.Boolean, nullable=False),
        *(number(name) for name in ("reports", "witnesses", "origins")),
        sa.Column("body", sa.Text, nullable=False),
    )
    for name in ("start", "kind", "last_published"):
        op.create_index(f"incidents_{name}", "incidents", [name])
    for name in ("country", "status"):
        op.create_index(f"incidents_{name}", "incidents", [name, "start"])
    op.create_table(
        "incident_aliases",
        sa.Column("id", sa.String, primary_key=True),
        text("incident_id", False),
    )
    op.create_table(
        "accounts",
        sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
        article(),
        text("event_id", False),
        text("incident_id"),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("accounts_cell", "accounts", ["article_id", "event_id"], unique=True)
    op.create_index("accounts_incident", "accounts", ["incident_id"])
    op.create_table("blocks", sa.Column("block", sa.String, primary_key=True), account("account"))
    op.create_index("blocks_account", "blocks", ["account"])
    op.create_table(
        "links",
        account("a"),
        account("b"),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
    )
    op.create_index("links_b", "links", ["b"])
    incident = sa.ForeignKey("incidents.id", ondelete="CASCADE")
    op.create_table(
        "told",
        sa.Column("incident_id", sa.String, incident, primary_key=True),
        sa.Column("article_id", sa.String, primary_key=True),
        sa.Column("figure_id", sa.String, primary_key=True),
        text("measure", False),
        text("unit"),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        text("comparator", False),
        *(text(name) for name in ("speaker", "side", "origin")),
        sa.Column("day", sa.String(10)),
    )
    op.create_table(
        "parties",
        sa.Column(
            "incident_id",
            sa.String,
            sa.ForeignKey("incidents.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("role", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
    )
    op.create_index("parties_name", "parties", ["role", "name"])
    op.create_index("told_measure", "told", ["measure", "day"])


def make_threads() -> None:
    op.create_table(
        "threads",
        sa.Column("id", sa.String, primary_key=True),
        text("kind", False),
        text("status", False),
        sa.Column("due", sa.String(10)),
        sa.Column("first_published", sa.Date),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("threads_status", "threads", ["status", "due"])
    op.create_table(
        "thread_members",
        article(key=True),
        sa.Column("commitment_id", sa.String, primary_key=True),
        text("thread_id", False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("thread_members_thread", "thread_members", ["thread_id"])
    op.create_table(
        "thread_blocks",
        sa.Column("block", sa.String, primary_key=True),
        article(key=True),
        sa.Column("commitment_id", sa.String, primary_key=True),
    )
    op.create_index("thread_blocks_article", "thread_blocks", ["article_id"])


def text(name: str, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=null)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def article(key: bool = False) -> sa.Column[str]:
    kept = sa.ForeignKey("articles.id", ondelete="CASCADE")
    return sa.Column("article_id", sa.String, kept, primary_key=key, nullable=False)


def account(name: str) -> sa.Column[int]:
    kept = sa.ForeignKey("accounts.number", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, kept, primary_key=True)
