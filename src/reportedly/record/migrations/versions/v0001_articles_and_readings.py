"""Articles, their readings, and the full-text index over title and text."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A tsvector holds at most 1 MB; this many characters can't exceed it.
INDEXED = 250_000

SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='articles', content_rowid='number',
        tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER article_words_added AFTER INSERT ON articles BEGIN
        INSERT INTO article_words(rowid, title, text) VALUES (new.number, new.title, new.text);
    END""",
    """CREATE TRIGGER article_words_removed AFTER DELETE ON articles BEGIN
        INSERT INTO article_words(article_words, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
    END""",
    """CREATE TRIGGER article_words_changed AFTER UPDATE ON articles BEGIN
        INSERT INTO article_words(article_words, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO article_words(rowid, title, text) VALUES (new.number, new.title, new.text);
    END""",
)
POSTGRESQL_INDEX = (
    f"""ALTER TABLE articles ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', left(coalesce(title, ''), 1000)), 'A')
        || to_tsvector('english', left(text, {INDEXED}))) STORED""",
    "CREATE INDEX articles_words ON articles USING gin (words)",
)


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("url", sa.String),
        sa.Column("title", sa.String),
        sa.Column("outlet", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("language", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("kept_at", sa.String, nullable=False),
    )
    op.create_index("articles_published", "articles", ["published"])
    op.create_index("articles_text_sha256", "articles", ["text_sha256"])
    article = sa.ForeignKey("articles.id", ondelete="CASCADE")
    op.create_table(
        "readings",
        sa.Column("article_id", sa.String, article, primary_key=True),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        *(sa.Column(kind, sa.Integer, nullable=False) for kind in COUNTED),
    )
    for statement in SQLITE_INDEX if on_sqlite() else POSTGRESQL_INDEX:
        op.execute(statement)


def downgrade() -> None:
    if on_sqlite():
        op.execute("DROP TABLE article_words")
    op.drop_table("readings")
    op.drop_table("articles")


COUNTED = ("statements", "events", "figures", "commitments", "places")


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
