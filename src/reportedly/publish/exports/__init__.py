"""The record in the formats that others use: one file a format, found by entry points."""

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.registry import export_called, provided
from reportedly.publish.exports.source import ALL, Left, Source

__all__ = ["ALL", "Export", "Left", "Source", "export_called", "provided"]
