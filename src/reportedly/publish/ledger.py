"""An incident for the terminal: each side's accounts beside the others', figures, contradictions.

Nothing is decided here: what is shown is what reconciling found, each line with its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.columns import Columns
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.publish.lines import plain_text, print_lines
from reportedly.publish.wording import ITSELF, number, plainly
from reportedly.vocabulary import Account, Cell, Incident, Range, Relation, Thread, Told

STATUS = {"contested": "red", "corroborated": "green", "single_source": "yellow"}
BARS = 24  # characters of the longest bar
SIDES = 3  # columns
WORDS = 220  # characters of an account that are shown
OPEN = "…"


def print_incidents(found: Sequence[Incident], console: Console) -> None:
    """Print a list of incidents."""
    if not found:
        console.print(Text("No incident: reportedly reconcile makes them from what is kept."))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True)
    table.add_column("when", no_wrap=True)
    table.add_column("where", max_width=20, overflow="fold")
    table.add_column("what", ratio=1, min_width=20, overflow="fold")
    table.add_column("status", no_wrap=True)
    for name in ("reports", "said by", "origins"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in found:
        table.add_row(
            plain_text(one.id, "cyan"),
            plain_text(days(one) or "undated"),
            plain_text(one.place.name if one.place else ""),
            plain_text(one.title),
            Text(plainly(one.status), style=STATUS[one.status]),
            str(reports(one)),
            str(len(one.said_by)),
            str(len(one.origins)),
        )
    console.print(table)


def days(one: Incident) -> str | None:
    """Return the day or days of an incident."""
    if one.start is None:
        return None
    return one.start if one.end in {None, one.start} else f"{one.start} – {one.end}"


def reports(one: Incident) -> int:
    """Return how many reports tell of an incident, copies with them."""
    return len({account.cell.article for account in one.accounts})


def print_incident(one: Incident, copies: Iterable[str], console: Console) -> None:
    """Print an incident whole; `copies` are the articles that only repeat another's text."""
    repeated = set(copies)
    print_lines(plain_text(one.title, "bold"), console)
    head = plain_text(" · ".join((days(one) or "undated", place_of(one), type_of(one), "")))
    head.append(plainly(one.status), STATUS[one.status])
    print_lines(head.append_text(plain_text(f" · {one.id}", "cyan")), console)
    counted = f"{reports(one)} reports"
    counted += f", of which {one.copies} repeat another's text" if one.copies else ""
    print_lines(plain_text(f"{counted}; said by {listed(one.said_by)}; independent origins of the "
                           f"content: {listed(one.origins)}"), console)  # fmt: skip
    sides(one, repeated, console)
    figures(one, console)
    words = {account.cell: account.words for account in one.accounts}
    told = {told.cell: told for group in one.figures for told in group.told}
    for title, kind in (
        ("Contradictions", "contradicts"), ("Agreement of independent origins", "corroborates"),
        ("Agreement in part", "agrees_in_part"),
        ("Later counts", "updates"), ("Figures that differ without contradicting", "differs"),
    ):  # fmt: skip
        relations(title, [it for it in one.relations if it.kind == kind], words, told, console)
    linked(one, console)


def place_of(one: Incident) -> str:
    """Return where an incident was, as far as it is told."""
    if one.place is None:
        return "place not told"
    return ", ".join(filter(None, (one.place.name, one.place.admin1, one.place.country)))


def type_of(one: Incident) -> str:
    """Return what kind of incident it is."""
    return one.sub_event_type or one.kind or "type not told"


def listed(keys: Sequence[str]) -> str:
    """Return keys of outlets, sides or speakers as people read them."""
    names = [key.split(":", 1)[-1] for key in keys]
    return ", ".join(names) if names else "nobody known"


def sides(one: Incident, copies: set[str], console: Console) -> None:
    """Print the accounts of each side beside those of the others."""
    grouped: dict[str, list[Account]] = {}
    for account in one.accounts:
        if account.cell.article not in copies:
            grouped.setdefault(account.side or "no side", []).append(account)
    order = sorted(grouped, key=lambda side: (side == "no side", -len(grouped[side]), side))
    console.print()
    console.print(Text("Accounts", style="bold underline"))
    width = max((console.width - 2 * (min(len(order), SIDES) - 1)) // min(len(order), SIDES), 24)
    for start in range(0, len(order), SIDES):
        cards = [column(side, grouped[side], width) for side in order[start : start + SIDES]]
        console.print(Columns(cards, width=width, padding=(0, 1)))


def column(side: str, accounts: list[Account], width: int) -> Table:
    """Return the accounts of one side as a column."""
    table = Table(box=None, width=width, pad_edge=False, show_header=True, header_style="bold")
    table.add_column(plain_text(side), overflow="fold")
    for account in accounts:
        said = account.speaker or ITSELF
        what = "" if account.status in {"asserted", "claimed"} else f" ({plainly(account.status)})"
        outlet = account.outlet or "outlet not told"
        table.add_row(plain_text(f"{said}{what} · {outlet}", "bold dim"))
        table.add_row(plain_text(cut(account.words)))
        table.add_row(plain_text(cell(account.cell), "cyan"))
    return table


def cut(words: str) -> str:
    """Return words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[:WORDS].rsplit(" ", 1)[0] + " …"


def cell(one: Cell) -> str:
    """Return a cell as it is called."""
    return f"{one.article}/{one.entry}"


def figures(one: Incident, console: Console) -> None:
    """Print the range of each measure, and under it what each speaker says, as bars."""
    if not one.figures:
        return
    console.print()
    console.print(Text("Figures", style="bold underline"))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("measure", overflow="fold", ratio=2)
    table.add_column("amount", no_wrap=True)
    table.add_column("bar", no_wrap=True)
    table.add_column("speaker", overflow="fold", ratio=2)
    for group in one.figures:
        name = f"{plainly(group.measure)} ({group.unit})" if group.unit else plainly(group.measure)
        table.add_row(plain_text(name, "bold"), between(group.low, group.high))
        for told in group.told:
            table.add_row("", between(told.low, told.high), bar(told, group), spoken(told))
    console.print(table)


def between(low: float | None, high: float | None) -> str:
    """Return the bounds of a figure: 12, 12–20, at least 12, at most 20."""
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}–{number(high)}"
    if low is not None:
        return f"at least {number(low)}"
    return f"at most {number(high)}" if high is not None else "number not told"


def bar(told: Told, group: Range) -> str:
    """Return a bar as long as a figure is beside the largest of its measure."""
    sizes = [max(it.low or 0.0, it.high or 0.0) for it in group.told]
    size = max(told.low or 0.0, told.high or 0.0)
    most = max(sizes, default=0.0)
    return "█" * max(round(BARS * size / most), 1) if most and size else ""


def spoken(told: Told) -> Text:
    """Return whose figure it is, and where it stands."""
    line = plain_text(told.speaker or ITSELF)
    return line.append_text(plain_text(f"  {cell(told.cell)}", "cyan"))


def relations(
    title: str,
    found: Sequence[Relation],
    words: dict[Cell, str],
    told: dict[Cell, Told],
    console: Console,
) -> None:
    """Print pairs of accounts with the words of both and the checks made."""
    if not found:
        return
    console.print()
    console.print(Text(f"{title} ({len(found)})", style="bold underline"))
    for one in found:
        head = plainly(one.measure) if one.measure else "the deed and who did it"
        failed = [check for check in one.checks if not check.holds]
        why = "; ".join(f"{plainly(check.name)}: {check.detail}" for check in failed)
        if why and one.kind in {"updates", "differs"}:
            head += f" – not {why}"
        print_lines(plain_text(head, "bold"), console)
        for it in (one.a, one.b):
            figure = told.get(it)
            said = f"{figure.speaker or ITSELF}: {figure.words}" if figure else words.get(it, "")
            line = Text.assemble("  ", plain_text(cut(said)), " ", plain_text(cell(it), "cyan"))
            print_lines(line, console)


def linked(one: Incident, console: Console) -> None:
    """Print why the accounts are held to tell of one incident, the strongest link of each."""
    best: dict[str, int] = {}
    for i, link in enumerate(one.links):
        for article in (link.a.article, link.b.article):
            if article not in best or one.links[best[article]].score < link.score:
                best[article] = i
    if not best:
        return
    console.print()
    console.print(Text("How the reports were put together", style="bold underline"))
    for i in sorted(set(best.values())):
        link = one.links[i]
        who = f" by {link.author}" if link.author else f" {link.score:.2f}"
        head = plain_text(f"{cell(link.a)} – {cell(link.b)}", "cyan")
        print_lines(head.append_text(plain_text(f"{who}: {'; '.join(link.reasons)}")), console)


def print_threads(found: Sequence[Thread], console: Console) -> None:
    """Print commitments over time, each with the turns that it took."""
    if not found:
        console.print(Text("No commitment: reportedly reconcile follows them through the reports."))
        return
    for place, one in enumerate(found):
        if place:
            console.print()
        parties = f"{', '.join(one.by) or 'somebody'} → {', '.join(one.to) or 'nobody named'}"
        head = plain_text(f"{plainly(one.kind)}, {plainly(one.status)}", "bold")
        print_lines(head.append_text(plain_text(f" · {parties}")), console)
        print_lines(plain_text(" ".join(one.what.split())), console, indent=2)
        if one.condition:
            print_lines(plain_text(f"on condition: {one.condition}"), console, indent=2)
        due = f" · due {one.due}" if one.due else ""
        count = len({member.article for member in one.members})
        print_lines(plain_text(f"{count} reports{due} · {one.id}", "dim"), console, indent=2)
        for turn in one.turns:
            by = f" by {turn.author}" if turn.author else ""
            at = f" {cell(turn.cell)}" if turn.cell else ""
            line = f"{turn.published or 'undated'}: {plainly(turn.status)}{by}{at}"
            print_lines(plain_text(line), console, indent=2)
