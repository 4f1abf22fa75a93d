"""The base map of the desk: that of published pages."""

from __future__ import annotations

from reportedly.publish.borders import ATTRIBUTION, borders

__all__ = ["ATTRIBUTION", "borders"]
