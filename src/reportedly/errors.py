"""Every error that Reportedly raises on purpose.

::

    ReportedlyError
    ├── UsageError       the call itself is wrong (exit status 2)
    ├── Unreadable       a report that holds no text we can read (set aside, the rest goes on)
    ├── ReadingError     a reader wrote something its text does not support
    ├── RecordError      the database refuses, is newer than this version, or lacks an article
    └── KnowledgeError   a knowledge file breaks its schema

Each message says what happened, where, and what to do about it.
"""


class ReportedlyError(Exception):
    """Base of all errors meant for the user; commands print it without a traceback."""


class UsageError(ReportedlyError):
    """An argument is missing, malformed, or contradicts another."""


class Unreadable(ReportedlyError):  # noqa: N818 (as an analyst says it)
    """A report has no readable text: empty, binary, too large, other language, no article."""


class ReadingError(ReportedlyError):
    """A reader's entry points outside the text or at an entry that does not exist."""


class RecordError(ReportedlyError):
    """The record (database) can't be opened, written, or lacks what was asked for."""


class KnowledgeError(ReportedlyError):
    """A knowledge file breaks its schema; the message names file, line and column."""
