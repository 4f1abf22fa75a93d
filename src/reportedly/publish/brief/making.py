"""The brief put together: contested incidents first, figures, commitments, what isn't known."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from reportedly.publish.areas import area_of
from reportedly.publish.brief.checking import fault
from reportedly.publish.brief.composing import sentence_of
from reportedly.publish.brief.figures import rows_of
from reportedly.publish.brief.gathering import STATUSES, Gathered
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.headings import place_and_day
from reportedly.publish.brief.incidents import (
    SILENT,
    Group,
    item_of,
    merged_of,
    tally_of,
)
from reportedly.publish.brief.model import Area, Brief, Limits, Line, Quote
from reportedly.publish.brief.printing import Printer
from reportedly.publish.brief.promises import promise_of
from reportedly.vocabulary import Incident

UNSAID = 12  # passages on what nobody would tell


def brief_of(gathered: Gathered) -> Brief:
    """Return the brief of what was gathered: the same of the same, always."""
    ground = gathered.ground
    printer = Printer(ground)
    told = _told(ground, gathered.incidents)
    found = tuple(one for one, _ in told)
    made = [item_of(printer, one, groups) for one, groups in told]
    rows = [row for one in found for row in rows_of(printer, one)]
    promises = [promise_of(printer, one) for one in gathered.threads]
    unsaid = _unsaid(printer, found)
    areas = [area for one in found if (area := _area(ground, one)) is not None]
    counted = {status: sum(one.status == status for one in found) for status in STATUSES}
    limits = Limits(
        {name: gathered.counted[name] - shown for name, shown in counted.items()},
        sum(left for _, left in made), sum(one.start is None for one in found),
        gathered.waiting, gathered.threads_left, len(found) - len(areas),
    )  # fmt: skip
    return Brief(
        gathered.window, gathered.counted, tally_of(ground, found),
        tuple(item for item, _ in made), tuple(rows), tuple(it for it in promises if it),
        unsaid, tuple(areas), limits, printer.checked(), printer.sources(),
        version("reportedly"), _readers(ground), gathered.fingerprint,
    )  # fmt: skip


def _told(ground: Ground, found: Iterable[Incident]) -> list[tuple[Incident, list[Group]]]:
    """Return incidents with their accounts; none of a single source that only says it again."""
    seen: set[Quote] = set()
    told = []
    for one in found:
        groups = merged_of(ground, one)
        said = {group.sentence.quotes[0] for group in groups}
        if one.status != "single_source" or not said <= seen or not said:
            told.append((one, groups))
            seen |= said
    return told


def _unsaid(printer: Printer, found: tuple[Incident, ...]) -> tuple[Line, ...]:
    """Return the passages in which somebody would not or could not tell; each once."""
    lines: dict[str, Line] = {}
    for one in found:
        for account in one.accounts:
            if account.act == SILENT and account.cell.article not in printer.ground.copies:
                sentence = sentence_of(printer.ground, account)
                if sentence is None or sentence.body in lines or len(lines) >= UNSAID:
                    continue
                printed = printer.line(sentence)
                if printed is not None:
                    lines[sentence.body] = printed
    return tuple(lines.values())


def _area(ground: Ground, one: Incident) -> Area | None:
    """Return where an incident was, called as its reports call the place."""
    area = area_of(one.place)
    heading = place_and_day(ground, one)
    if area is None or heading is None:
        return None
    fits = fault(heading, ground.readings) is None
    name = dict(heading.slots).get("place", "") if fits else ""
    return Area(status=one.status, **{**area, "name": name})


def _readers(ground: Ground) -> tuple[str, ...]:
    return tuple(sorted({reading.reader for reading in ground.readings.values()}))
