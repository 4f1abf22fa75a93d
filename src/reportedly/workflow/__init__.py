"""The way from sources to readings: one after another or side by side, kept as they come."""

from reportedly.workflow.adding import Adding, KnownIn, Tally
from reportedly.workflow.batch import Options, read_all, read_items
from reportedly.workflow.watching import Watching

__all__ = [
    "Adding", "KnownIn", "Options", "Tally", "Watching", "read_all", "read_items",
]  # fmt: skip
