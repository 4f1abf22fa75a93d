"""Every error that Reportedly raises on purpose.

::

    ReportedlyError
    ├── UsageError       the call itself is wrong (exit status 2)
    ├── Unreadable       a report that holds no text we can read (set aside, the rest goes on)
    ├── ReadingError     a reader wrote something its text does not support
    ├── RecordError      the database refuses, is newer than this version, or lacks an article
    ├── KnowledgeError   a knowledge file breaks its schema
    └── ServiceError     a desk that was asked over the network refuses, or doesn't answer
        ├── NotAllowed       it asks for another token, or another role
        ├── NotThere         it has nothing of this name
        └── DecidedMeanwhile somebody else decided on the same cell

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


class ServiceError(ReportedlyError):
    """A desk that was asked refuses; `status` is HTTP's, null if it didn't answer at all."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class NotAllowed(ServiceError):  # noqa: N818 (as a user is told)
    """The desk asks for a token, takes this one no more, or wants one of another role."""


class NotThere(ServiceError):  # noqa: N818 (as a user is told)
    """The desk has nothing of this name."""


class DecidedMeanwhile(ServiceError):  # noqa: N818 (as a user is told)
    """Somebody else decided on the same cell since you looked: look again."""
