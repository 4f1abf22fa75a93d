"""A situation brief of the record: every sentence cited, checked, and each side's claims apart."""

from reportedly.publish.brief.gathering import EACH, gather, window_of
from reportedly.publish.brief.making import brief_of
from reportedly.publish.brief.model import Brief
from reportedly.record.window_rows import Window

__all__ = ["EACH", "Brief", "Window", "brief_of", "gather", "window_of"]
