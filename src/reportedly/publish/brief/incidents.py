"""An incident in a brief: where and when, and each side's accounts apart from the others'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.publish.brief.composing import sentence_of
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.headings import place_and_day
from reportedly.publish.brief.model import Column, Item, Line, Sentence, Tally
from reportedly.publish.brief.phrases import words_of
from reportedly.publish.brief.printing import Printer
from reportedly.publish.brief.sides import name_of
from reportedly.publish.ledger import type_of
from reportedly.publish.wording import plainly
from reportedly.vocabulary import Account, Cell, Incident

LINES = 4  # of a side
ALIKE = 0.7  # of the words of two sentences of one origin that are the same
COPIED = 0.5
MARKS = 3  # of contradicting accounts that a line names
PLAIN = frozenset({"quoted", "quoting"})  # phrases that name no speaker
SILENT = "decline_comment"


class Group:
    """Accounts of one origin that say the same, as one sentence."""

    def __init__(self, account: Account, sentence: Sentence) -> None:
        self.accounts = [account]
        self.sentence = sentence
        self.words = _bag(sentence)

    def takes(self, account: Account, sentence: Sentence, ground: Ground) -> bool:
        """Take in an account that says the same; tell whether it did."""
        first = self.accounts[0]
        if (account.side, account.speaker is None) != (first.side, first.speaker is None):
            return False
        same = sentence.cell == self.sentence.cell or sentence.quotes == self.sentence.quotes
        if not same:
            if account.origin != first.origin:
                return False
            words = _bag(sentence)
            shared = len(words & self.words) / max(len(words | self.words), 1)
            copied = account.cell.article in ground.copies
            if shared < (COPIED if copied else ALIKE):
                return False
            extra = [quote for quote in sentence.quotes if quote not in self.sentence.quotes]
            self.sentence = replace(
                self.sentence, quotes=(*self.sentence.quotes, *extra),
                tellers=(*self.sentence.tellers, *sentence.tellers),
            )  # fmt: skip
        self.accounts.append(account)
        return True


def item_of(printer: Printer, one: Incident, merged: Iterable[Group]) -> tuple[Item, int]:
    """Return an incident as it stands in a brief, and how many of its accounts are left out.

    `merged` are its accounts as `merged_of` returns them.
    """
    heading = printer.label(place_and_day(printer.ground, one))
    disputed = _disputed(one)
    columns, printed = [], []
    for side, groups in _by_side(merged).items():
        order = sorted(groups, key=lambda it: _urgency(it, disputed))
        lines = [(group, printer.line(group.sentence)) for group in order[:LINES]]
        told = [(group, line) for group, line in lines if line is not None]
        printed += told
        columns.append((side, [line for _, line in told], len(groups) - len(told)))
    marked = _marked(printed, one)
    made = tuple(
        Column(side, name_of(side, lines), tuple(marked.get(id(it), it) for it in lines), left)
        for side, lines, left in columns
        if lines
    )
    sort = plainly(type_of(one))
    item = Item(
        one.id, one.status, sort.capitalize() if sort.isupper() or sort.islower() else sort,
        heading, tally_of(printer.ground, [one]), made,
    )  # fmt: skip
    return item, sum(left for *_, left in columns)


def tally_of(ground: Ground, found: Iterable[Incident]) -> Tally:
    """Return what incidents rest on."""
    some = list(found)
    articles = sorted({account.cell.article for one in some for account in one.accounts})
    outlets = {ground.outlet(article) for article in articles}
    return Tally(
        tuple(articles), tuple(sorted(it for it in outlets if it)),
        tuple(sorted({origin for one in some for origin in one.origins})),
        tuple(it for it in articles if it in ground.copies),
    )  # fmt: skip


def merged_of(ground: Ground, one: Incident) -> list[Group]:
    """Return the accounts as sentences, each once; originals go before those that repeat them."""
    order = sorted(
        (it for it in one.accounts if it.act != SILENT),
        key=lambda it: (
            it.cell.article in ground.copies, str(it.published or "9"), it.cell.article,
            it.evidence[:1],
        ),
    )  # fmt: skip
    groups: list[Group] = []
    for account in order:
        sentence = sentence_of(ground, account)
        if sentence is None:
            continue
        if not any(group.takes(account, sentence, ground) for group in groups):
            groups.append(Group(account, sentence))
    told = {group.sentence.quotes[0] for group in groups if group.sentence.phrase not in PLAIN}
    return [
        group
        for group in groups
        if group.sentence.phrase not in PLAIN or group.sentence.quotes[0] not in told
    ]


def _bag(sentence: Sentence) -> set[str]:
    told = (value for name, value in sentence.slots if name != "outlet")
    return {word.casefold() for value in told for word in words_of(value)}


def _by_side(groups: Iterable[Group]) -> dict[str | None, list[Group]]:
    """Return the groups of each side, those of most accounts first, nobody's side last."""
    sides: dict[str | None, list[Group]] = {}
    for group in groups:
        sides.setdefault(group.accounts[0].side, []).append(group)
    order = sorted(sides, key=lambda it: (it is None, -len(sides[it]), it or ""))
    return {side: sides[side] for side in order}


def _disputed(one: Incident) -> dict[Cell, int]:
    """Return the cells in contradictions: 0 where figures contradict, 1 where deeds do."""
    silent = {account.cell for account in one.accounts if account.act == SILENT}
    found: dict[Cell, int] = {}
    for it in one.relations:
        if it.kind == "contradicts" and not {it.a, it.b} & silent:
            for cell in (it.a, it.b):
                found[cell] = min(found.get(cell, 1), 0 if it.measure else 1)
    return found


def _urgency(group: Group, disputed: dict[Cell, int]) -> tuple[int, bool, bool, int]:
    """Order accounts: contradicted ones, those that count, those of several reports."""
    cells = [cell for account in group.accounts for cell in _cells(account)]
    first = min((disputed[cell] for cell in cells if cell in disputed), default=2)
    counts = any(account.figures for account in group.accounts)
    return first, not counts, group.accounts[0].recalled, -len(group.accounts)


def _cells(account: Account) -> list[Cell]:
    return [account.cell, *(told.cell for told in account.figures)]


def _marked(printed: list[tuple[Group, Line]], one: Incident) -> dict[int, Line]:
    """Return the lines that others contradict, with the notes of those, by the old line's id."""
    line_of = {
        cell: line for group, line in printed for it in group.accounts for cell in _cells(it)
    }
    against: dict[int, list[str]] = {}
    for it in one.relations:
        a, b = line_of.get(it.a), line_of.get(it.b)
        if it.kind == "contradicts" and a is not None and b is not None and a is not b:
            against.setdefault(id(a), []).append(b.marks[0])
            against.setdefault(id(b), []).append(a.marks[0])
    lines = {id(line): line for _, line in printed}
    return {
        key: replace(lines[key], against=tuple(dict.fromkeys(marks))[:MARKS])
        for key, marks in against.items()
    }
