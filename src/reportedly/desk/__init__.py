"""The desk: the record as pages to work with, and every page as JSON at the same address."""

from reportedly.desk.app import Settings, make_app
from reportedly.desk.people import ROLES, People, Person

__all__ = ["ROLES", "People", "Person", "Settings", "make_app"]
