"""The tables as this version knows them; `migrations` brings a database to this shape."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISION = "0004"  # the newest migration; a test holds the two together
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
    Column("canonical", String),
    Column("updated", String),
    Column("standing", String, nullable=False, server_default="usable"),
    Column("superseded_by", String),  # the id of the later version of this report
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

# Reports as they came, compressed; several articles may come from the same bytes.
originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),  # bytes before compression
    Column("data", LargeBinary, nullable=False),
    Column("kept_at", String, nullable=False),
)
article_originals = Table(
    "article_originals",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", ForeignKey("originals.sha256"), primary_key=True),
    Column("source", String, nullable=False),
    Column("retrieved", String, nullable=False),
)

# What `watch` looks at, how it fares, and what it has seen.
feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),
    Column("title", String),
    Column("etag", String),
    Column("last_modified", String),
    Column("checked_at", String),
    Column("changed_at", String),
    Column("failures", Integer, nullable=False, server_default="0"),  # in a row
    Column("last_error", String),
    Column("items", Integer, nullable=False, server_default="0"),
)
feed_items = Table(
    "feed_items",
    metadata,
    Column("feed", ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True),
    Column("item", String, primary_key=True),  # its id or address, with the date of its version
    Column("seen_at", String, nullable=False),
    Column("article_id", String),
)
failures = Table(
    "failures",
    metadata,
    Column("source", String, primary_key=True),  # what `retry` is to be given
    Column("place", String, primary_key=True),  # where in it ("archive.jsonl:17")
    Column("reason", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("first_at", String, nullable=False),
    Column("last_at", String, nullable=False),
)

# Append-only: what people decided. `article_id` is empty for incidents and threads.
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("entry", String, nullable=False),
    Column("field", String, nullable=False, server_default=""),
    Column("old", Text),
    Column("new", Text),
    Column("other", String),
    Column("note", Text),
    Column("undoes", Integer),
)

# What reconciling made of the readings; all of it can be made again from readings and reviews.
reconciled = Table(  # which version of an article's reading and reviews went in
    "reconciled",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String, nullable=False),
)
reconcile_state = Table(  # how far a run came with what belongs to no one article
    "reconcile_state",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
signatures = Table(
    "signatures",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("words", Integer, nullable=False),
)
bands = Table(
    "bands",
    metadata,
    Column("band", String, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
)
copies = Table(
    "copies",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("of", String, nullable=False),
    Column("share", Float, nullable=False),
    Column("body", Text, nullable=False),
)
incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String),
    Column("sub_event_type", String),
    Column("title", String, nullable=False),
    Column("place", String),
    Column("country", String(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("first_published", Date),
    Column("last_published", Date),
    Column("status", String, nullable=False),
    Column("violent", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("witnesses", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("body", Text, nullable=False),
)
parties = Table(  # who acts, is struck, speaks or prints in an incident; `role` says which
    "parties",
    metadata,
    Column("incident_id", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("name", String, primary_key=True),
)
incident_aliases = Table(  # ids of incidents that were joined to others: permalinks hold
    "incident_aliases",
    metadata,
    Column("id", String, primary_key=True),
    Column("incident_id", String, nullable=False),
)
accounts = Table(
    "accounts",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("event_id", String, nullable=False),
    Column("incident_id", String),
    Column("body", Text, nullable=False),  # what is compared
)
blocks = Table(
    "blocks",
    metadata,
    Column("block", String, primary_key=True),
    Column("account", ForeignKey("accounts.number", ondelete="CASCADE"), primary_key=True),
)
links = Table(
    "links",
    metadata,
    Column("a", ForeignKey("accounts.number", ondelete="CASCADE"), primary_key=True),
    Column("b", ForeignKey("accounts.number", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
)
told = Table(  # figures of incidents, for `claims`
    "told",
    metadata,
    Column("incident_id", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", String, primary_key=True),
    Column("figure_id", String, primary_key=True),
    Column("measure", String, nullable=False),
    Column("unit", String),
    Column("low", Float),
    Column("high", Float),
    Column("comparator", String, nullable=False),
    Column("speaker", String),
    Column("side", String),
    Column("origin", String),
    Column("day", String(10)),
)
threads = Table(
    "threads",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("due", String(10)),
    Column("first_published", Date),
    Column("body", Text, nullable=False),
)
thread_members = Table(
    "thread_members",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("commitment_id", String, primary_key=True),
    Column("thread_id", String, nullable=False),
    Column("body", Text, nullable=False),  # what is compared
)
thread_blocks = Table(
    "thread_blocks",
    metadata,
    Column("block", String, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("commitment_id", String, primary_key=True),
)
