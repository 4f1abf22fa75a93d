"""Originals, versions of reports, feeds that are watched, and what was set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ADDED = ("canonical", "updated", "standing", "superseded_by")


def upgrade() -> None:
    op.add_column("articles", sa.Column("canonical", sa.String))
    op.add_column("articles", sa.Column("updated", sa.String))
    op.add_column(
        "articles", sa.Column("standing", sa.String, nullable=False, server_default="usable")
    )
    op.add_column("articles", sa.Column("superseded_by", sa.String))
    op.create_index("articles_canonical", "articles", ["canonical"])
    op.create_index("articles_url", "articles", ["url"])
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.String, nullable=False),
    )
    article = sa.ForeignKey("articles.id", ondelete="CASCADE")
    op.create_table(
        "article_originals",
        sa.Column("article_id", sa.String, article, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), primary_key=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("retrieved", sa.String, nullable=False),
    )
    op.create_index("article_originals_sha256", "article_originals", ["sha256"])
    op.create_index("article_originals_source", "article_originals", ["source"])
    op.create_table(
        "feeds",
        sa.Column("url", sa.String, primary_key=True),
        *(sa.Column(name, sa.String) for name in ("title", "etag", "last_modified")),
        *(sa.Column(name, sa.String) for name in ("checked_at", "changed_at")),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_error", sa.String),
        sa.Column("items", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "feed_items",
        sa.Column(
            "feed", sa.String, sa.ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("seen_at", sa.String, nullable=False),
        sa.Column("article_id", sa.String),
    )
    op.create_table(
        "failures",
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("place", sa.String, primary_key=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("first_at", sa.String, nullable=False),
        sa.Column("last_at", sa.String, nullable=False),
    )


def downgrade() -> None:
    for name in ("failures", "feed_items", "feeds", "article_originals", "originals"):
        op.drop_table(name)
    for name in ("articles_url", "articles_canonical"):
        op.drop_index(name, "articles")
    for name in reversed(ADDED):
        op.drop_column("articles", name)
