"""Readings shown and written: JSON, pages of HTML, and text for the terminal."""

from reportedly.publish.documents import dumps, dumps_pretty, loads, schema
from reportedly.publish.ledger import print_incident, print_incidents, print_threads
from reportedly.publish.page import html_book, html_page
from reportedly.publish.sentences import sentence_around
from reportedly.publish.terminal import print_entries, print_hits, print_text

__all__ = [
    "dumps", "dumps_pretty", "html_book", "html_page", "loads", "print_entries", "print_hits",
    "print_incident", "print_incidents", "print_text", "print_threads", "schema",
    "sentence_around",
]  # fmt: skip
