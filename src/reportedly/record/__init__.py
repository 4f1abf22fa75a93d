"""The record that lasts: articles and their readings in SQLite or PostgreSQL."""

from reportedly.record.archive import Entry, Record, open_record
from reportedly.record.connection import default_url
from reportedly.record.search import Hit

__all__ = ["Entry", "Hit", "Record", "default_url", "open_record"]
