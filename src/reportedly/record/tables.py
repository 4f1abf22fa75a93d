"""The tables as this version knows them; `migrations` brings a database to this shape."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Identity, Integer, MetaData, String, Table, Text

REVISION = "0001"  # the newest migration; a test holds the two together
VERSION_TABLE = "reportedly_version"

metadata = MetaData()

# `number` exists because SQLite's full-text index needs a row number that never changes.
articles = Table(
    "articles",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("url", String),
    Column("title", String),
    Column("outlet", String),
    Column("published", Date),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("kept_at", String, nullable=False),
)

# `body` is text, not a JSON type, so that a document comes back byte for byte.
readings = Table(
    "readings",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("commitments", Integer, nullable=False),
    Column("places", Integer, nullable=False),
)
