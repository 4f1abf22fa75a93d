"""The JSON API at `/api/v1`: what the desk shows, for programs; described, paged, lasting."""

from reportedly.desk.api.app import make_api
from reportedly.desk.api.behind import Behind
from reportedly.desk.api.pace import Pace

__all__ = ["Behind", "Pace", "make_api"]
