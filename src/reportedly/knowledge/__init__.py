"""What the readers know, as data: one CSV file a table, one entry a line.

A file opens with comment lines that name its source, licence and date; then a header and rows.
Cells that hold several values part them with `|`. A table's schema is a frozen dataclass: its
fields are the columns, its types the checks. Rows of a file of the same relative name in the
user's knowledge folder are read after the bundled ones, under the same checks.
"""

from reportedly.knowledge.tables import load, own_first, user_folder

__all__ = ["load", "own_first", "user_folder"]
