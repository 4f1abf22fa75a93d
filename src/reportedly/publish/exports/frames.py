"""The tables of the Parquet export as frames of pandas or Polars, column for column."""

from __future__ import annotations

import importlib
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from reportedly.errors import UsageError
from reportedly.publish.exports.parquet import TABLES, WHOLE, write_table
from reportedly.publish.exports.source import Source

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars

Kind = Literal["pandas", "polars"]


def frame_of(source: Source, table: str, kind: Kind) -> pandas.DataFrame | polars.DataFrame:
    """Return a table of what is asked for as a frame; a cell without a value is null.

    Whole numbers stay whole beside nulls, days are dates, columns of many hold lists. UsageError if
    there is no such table or kind, or its library is not installed.
    """
    if table not in TABLES:
        raise UsageError(f"there is no table {table!r}: one of {', '.join(TABLES)}")
    if kind not in ("pandas", "polars"):
        raise UsageError(f"there are no frames of {kind!r}: pandas or polars")
    library = _library(kind)
    with tempfile.TemporaryDirectory(prefix="reportedly-") as room:
        file = Path(room) / f"{table}.parquet"
        write_table(source, table, file)
        if kind == "polars":
            made: polars.DataFrame = library.read_parquet(io.BytesIO(file.read_bytes()))
            return made
        return _for_pandas(file, TABLES[table])


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"{name} is not installed: pip install 'reportedly[frames]'") from None


def _for_pandas(file: Path, columns: dict[str, str]) -> pandas.DataFrame:
    import duckdb

    whole = {name: "Int64" for name, kind in columns.items() if kind == WHOLE}
    with duckdb.connect(config={"threads": 1}) as engine:
        return engine.read_parquet(str(file)).df().astype(whole)
