"""The way from sources to readings: one after another or side by side, kept as they come."""

from reportedly.workflow.batch import Options, keep_all, read_all, read_items

__all__ = ["Options", "keep_all", "read_all", "read_items"]
