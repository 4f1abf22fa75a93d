"""Text in the order of its bytes, whatever the database's own order is: everywhere the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class bytewise(GenericFunction[str]):  # noqa: N801 (stands where a function of SQL does)
    """A column of text to order by: SQLite compares bytes, PostgreSQL as its locale has it."""

    inherit_cache = True


@compiles(bytewise)
def _as_it_is(element: bytewise, compiler: Any, **options: Any) -> str:
    (column,) = element.clauses
    return str(compiler.process(column, **options))


@compiles(bytewise, "postgresql")
def _by_bytes(element: bytewise, compiler: Any, **options: Any) -> str:
    (column,) = element.clauses
    return f'{compiler.process(column, **options)} COLLATE "C"'
