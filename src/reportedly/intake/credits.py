"""Whose copy a report says it is: datelines, bylines, credit lines, and tails that name a source.

What tells a reprint from a report stands at its edges: only the first and the last lines are
looked at, so that a source named within the story isn't taken for its origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.intake.dateline import find_dateline
from reportedly.intake.outlets import outlet_called, plain
from reportedly.knowledge.domains import domain_of
from reportedly.vocabulary import Credit, CreditKind

EDGE = 4  # lines at each end
LONGEST_LINE = 200  # characters; a longer line is a paragraph of the story
LONGEST_NAME = 60
KINDS: dict[str, CreditKind] = {
    "agency": "agency", "outlet": "outlet", "broadcast": "outlet", "social": "channel",
}  # fmt: skip
NAME = r"(?P<name>[A-Z0-9][\w.'’&/ -]{1,58}?)"
STAFF = r"(?:\s+(?:staff|newsroom|editors?|correspondents?|writers?|reporters?))*"
BYLINE = re.compile(rf"(?:By|From|Von|Par)\s+(?:the\s+)?{NAME}{STAFF}\s*\.?$", re.IGNORECASE)
BYLINE_PARTS = re.compile(r"\s*(?:,|\||;|/|\band\b|\bwith\b|\bfor\b|\bof\b|[-–—]{1,2})\s+")
CREDIT_LINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # A mark alone at the end of the last paragraph or on its own line: "(AFP)", "— Reuters".
        rf"(?:^|.*[.!?”\"’])\s*[(\[/]{NAME}[)\]/]\.?$",
        rf"(?:^|.*[.!?”\"’])\s*[—–]{{1,2}}\s*(?:with\s+|the\s+)?{NAME}{STAFF}$",
        rf"(?:original\s+)?sources?\s*[:|]\s*(?:the\s+)?{NAME}\.?$",
        rf"(?:via|with(?:\s+(?:input|inputs|reporting|material)\s+from)?|courtesy of)\s+(?:the\s+)?"
        rf"{NAME}\.?$",
        rf"(?:this|the)\s+(?:article|story|report|piece)\s+(?:was|is|has been)\s+(?:first\s+|"
        rf"originally\s+|also\s+)*(?:published|reported|written|produced|provided)\s+(?:by|in|on|at)"
        rf"\s+(?:the\s+)?{NAME}(?:\s+(?:and|on|under)\b.*)?\.?$",
        rf"(?:republished|reprinted|reproduced)\s+(?:from|with permission (?:from|of)|courtesy of)"
        rf"\s+(?:the\s+)?{NAME}\.?$",
        rf"(?:copyright\s*|©\s*|\(c\)\s*)+(?:\d{{4}})?,?\s*(?:the\s+)?{NAME}"
        rf"(?:[.,]?\s+all rights reserved.*)?\.?$",
        rf"(?:.*[.;]\s+)?(?:the\s+)?{NAME}\s+(?:writers?|journalists?|reporters?)\b.*"
        rf"\bcontributed(?:\s+to this report)?\.?$",
    )
)
# Lines that can mean nothing else, so that a name in them is taken though no table holds it.
SURE = re.compile(
    r"(original )?sources?\b|th(is|e) \w+ \w+( been)?( \w+){1,3} by\b|rep\w+ from\b", re.I
)
DIGIT = re.compile(r"\d")
NO_NAME = frozenset({
    "all", "author", "authors", "editor", "editors", "getty", "here", "link", "more", "photo",
    "read", "reporter", "social media", "staff", "supplied", "telegram", "the", "us", "writer",
    "file", "end", "ends", "twitter", "x", "youtube", "facebook", "video", "advertisement",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands at the edges of a report: its dateline, and whose copy it says it is."""

    dateline: str | None
    credits: tuple[Credit, ...]


def find_edges(text: str, authors: tuple[str, ...], outlet: str | None) -> Edges:
    """Return the dateline of a report and its credits, the outlet itself not among them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    dateline = find_dateline(text)
    found: list[Credit | None] = []
    if dateline is not None and dateline.agency:
        found.append(credit(dateline.agency, "dateline", known=False, kind="agency"))
    found += [one for author in authors for one in _in_byline(author)]
    found += [_in_credit_line(line) for line in _edge_lines(lines)]
    kept = [one for one in found if one is not None and not same_name(one.name, outlet)]
    return Edges(dateline.written if dateline else None, _once(kept))


def credit(
    name: str, found: str, known: bool, kind: CreditKind = "outlet", url: str | None = None
) -> Credit | None:
    """Return a credit with the name and kind that the tables give; None if `known` is asked for.

    `known` refuses a name that no table holds, `kind` is what such a name is taken for.
    """
    bare = " ".join(name.split()).strip(" .,;:|-–—/")
    listed = outlet_called(bare)
    if listed is not None:
        return Credit(listed.name, KINDS.get(listed.kind, "outlet"), found, url)
    by_address = domain_of(bare) if "." in bare and " " not in bare else None
    if by_address is not None:
        return Credit(by_address.outlet, KINDS.get(by_address.kind, "outlet"), found, url)
    if known or not bare or plain(bare) in NO_NAME or len(bare) > LONGEST_NAME:
        return None
    return Credit(bare, kind, found, url)


def credit_of_address(url: str, found: str) -> Credit | None:
    """Return a credit to whom an address belongs, if the registry of domains holds it."""
    domain = domain_of(url)
    if domain is None:
        return None
    return Credit(domain.outlet, KINDS.get(domain.kind, "outlet"), found, url)


def same_name(name: str, other: str | None) -> bool:
    """Tell whether two names mean one outlet."""
    if not other:
        return False
    first, second = outlet_called(name), outlet_called(other)
    return first == second if first and second else plain(name) == plain(other)


def _edge_lines(lines: list[str]) -> list[str]:
    """Return the short lines at the edges, and the ends of the long ones there."""
    edges = lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]
    return [line if len(line) <= LONGEST_LINE else line[-LONGEST_LINE:] for line in edges]


def _in_byline(author: str) -> list[Credit | None]:
    """Return credits to the agencies that stand in a byline, where journalists would."""
    written = re.sub(r"^by\s+", "", author.strip(), flags=re.IGNORECASE)
    bare = re.sub(rf"{STAFF}$", "", written, flags=re.IGNORECASE)
    return [credit(part, "byline", known=True) for part in (bare, *BYLINE_PARTS.split(bare)[1:])]


def _in_credit_line(line: str) -> Credit | None:
    if len(line) > LONGEST_LINE:
        return None
    byline = BYLINE.match(line)
    if byline:
        return next((one for one in _in_byline(byline["name"]) if one), None)
    for pattern in CREDIT_LINES:
        told = pattern.match(line)
        if told:
            sure = (
                SURE.match(line) and told["name"][:1].isupper() and not DIGIT.search(told["name"])
            )
            return credit(told["name"], "credit line", known=not sure)
    return None


def _once(credits: list[Credit]) -> tuple[Credit, ...]:
    """Return each name once, where it was found first."""
    first: dict[str, Credit] = {}
    for one in credits:
        first.setdefault(one.name, one)
    return tuple(first.values())
