"""The desk: the record as pages to work with, and every page as JSON at the same address."""

from reportedly.desk.app import Settings, make_app
from reportedly.desk.people import ROLES, People, Person
from reportedly.desk.tokens import Token, Tokens

__all__ = ["ROLES", "People", "Person", "Settings", "Token", "Tokens", "make_app"]
