"""A brief laid out: headings, lists, columns, tables and pictures, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.publish.brief.model import Brief, Cited


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; `tag` is a standing, `incident` an incident's id."""

    level: int
    words: str
    tag: str | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the notes they cite. `label` stands before them, `aside` after.

    `against` are notes held against them, `verbatim` that they are quoted for having failed the
    check, `under` that they belong to the entry before, `article` and `entry` the cell they tell.
    """

    words: str
    marks: tuple[str, ...] = ()
    label: str | None = None
    aside: str | None = None
    against: tuple[str, ...] = ()
    verbatim: bool = False
    under: bool = False
    article: str | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `soft` ones explain."""

    said: Said
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `title` stands above it, as a heading of a level."""

    entries: tuple[Said, ...]
    title: str | None = None
    level: int = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Lists that stand beside each other."""

    lists: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells. A row of one cell is a heading of those below it."""

    head: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with words for who can't see it, and what stands below it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The reports cited with the words cited from them."""

    cited: tuple[Cited, ...]


Block = Heading | Paragraph | Listing | Columns | Grid | Picture | Sources


@dataclass(frozen=True, slots=True)
class Sheet:
    """A brief ready to be written in a format."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    brief: Brief
