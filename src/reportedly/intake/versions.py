"""Versions of one report: `uri@version`, so that both are kept and the later names the former.

The id of a report that its publisher numbers or dates is its lasting id, "@", and the version. A
version that isn't the first `supersedes` the lasting id alone: whatever is kept under it, or under
it with "@" and an earlier version, is an earlier version of the same report.
"""

from __future__ import annotations

import hashlib
import re

from reportedly.vocabulary import Standing

PARTS = re.compile(r"[^!-~]+")
LONGEST = 160  # characters of a lasting id; a longer one is shortened by its hash
CORRECTED = re.compile(
    r"\s*\W{0,3}(?:corrected|correction|refiled?|clarification|advisory:? correction)\b\s*[-:–—(]",
    re.IGNORECASE,
)
WITHDRAWN = re.compile(
    r"\s*\W{0,3}(?:withdrawn|retracted|retraction|(?:story |mandatory )?kill(?:ed)?|"
    r"story withdrawn|delete[d]?)\s*[-:–—(]",
    re.IGNORECASE,
)
STANDINGS: dict[str, Standing] = {
    "usable": "usable", "corrected": "corrected", "correction": "corrected",
    "canceled": "withdrawn", "cancelled": "withdrawn", "withheld": "withdrawn",
    "withdrawn": "withdrawn", "retracted": "withdrawn", "killed": "withdrawn",
}  # fmt: skip


def lasting(given: str) -> str:
    """Return a publisher's id as one that all versions share: no blanks, no length to speak of."""
    plain = PARTS.sub("_", given.strip())
    if len(plain) <= LONGEST:
        return plain
    return plain[:LONGEST] + "~" + hashlib.sha256(plain.encode()).hexdigest()[:12]


def versioned(given: str, version: str | None) -> str:
    """Return the id of one version of a report."""
    plain = PARTS.sub("_", (version or "").strip())
    return f"{lasting(given)}@{plain[:30]}" if plain else lasting(given)


def standing_of(status: str | None, title: str | None = None) -> Standing:
    """Return what a status ("usable", "canceled", "stat:withheld") or a marked headline tells."""
    told = STANDINGS.get((status or "").strip().rpartition(":")[2].rpartition("/")[2].lower())
    if told and told != "usable":
        return told
    if WITHDRAWN.match(title or ""):
        return "withdrawn"
    return "corrected" if CORRECTED.match(title or "") else "usable"
