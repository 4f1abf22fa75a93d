"""Statements: who says what, in whose words, relayed by whom."""

from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.component import make_statements
from reportedly.reading.statements.linking import find_attributions

__all__ = ["Attribution", "find_attributions", "make_statements"]
