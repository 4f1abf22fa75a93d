"""From mentions to actors: the same name, the same office, the description that looks back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from reportedly.reading.actors.lexicon import fold
from reportedly.reading.actors.mention import Mention
from reportedly.reading.numerals import numerals

GROUPS = {"armed_group"}
GENERIC = {
    "group": {"armed_group", "organisation"},
    "movement": {"armed_group", "organisation"},
    "organisation": {"organisation"},
    "organization": {"organisation"},
    "bloc": {"organisation"},
    "alliance": {"organisation", "armed_group"},
    "charity": {"organisation"},
    "company": {"organisation"},
    "party": {"organisation"},
    "agency": {"organisation", "outlet", "government"},
    "ministry": {"government"},
    "militia": GROUPS,
    "rebels": GROUPS,
    "rebel group": GROUPS,
    "insurgents": GROUPS,
    "militants": GROUPS,
    "fighters": GROUPS,
    "separatists": GROUPS,
    "force": {"armed_force", "armed_group"},
}
INSTITUTIONS = {"government", "organisation"}  # courts and agencies are told of as either
COUNTLESS = {"armed_group", "armed_force"}  # "the rebels" and "the group" are one
ARMIES = ("army", "military", "armed forces", "defence forces", "defense forces")
OWNERS = ("its ", "their ", "his ", "her ")
HEADS = {"leader", "president", "prime minister", "premier", "chancellor", "head of state", "ruler"}


@dataclass(slots=True)
class Group:
    """The mentions of one actor, in reading order, and the keys that they go by."""

    mentions: list[Mention] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Take in one more mention."""
        self.mentions.append(mention)
        self.keys.add(mention.key)

    def first(self, attribute: str) -> str | None:
        """Return the first value that a mention gives for an attribute."""
        values = (getattr(mention, attribute) for mention in self.mentions)
        return next((value for value in values if value), None)

    @property
    def kind(self) -> str:
        """The kind of the first mention: what the actor was introduced as."""
        return self.mentions[0].kind

    @property
    def name(self) -> str:
        """The fullest name of a person, or what a body was first called."""
        named = [m for m in self.mentions if m.key[0] == "person" and len(m.key) == 2]
        named = [m for m in named if m.kind == "person" and not m.definite]
        if named:
            return max((m.name for m in named), key=lambda name: len(name.split()))
        return self.mentions[0].name


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that no longer one covers, in reading order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if not any(m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def grouped(doc: Doc, mentions: list[Mention]) -> list[Group]:
    """Return the actors of a doc as groups of mentions, in order of first mention."""
    groups: list[Group] = []
    by_head: dict[int, Group] = {}
    for mention in mentions:
        group = in_apposition(doc, mention, by_head) or antecedent(mention, groups)
        if group is None:
            group = Group()
            groups.append(group)
        group.add(mention)
        by_head.update(dict.fromkeys(range(mention.start, mention.end), group))
    return groups


def in_apposition(doc: Doc, mention: Mention, by_head: dict[int, Group]) -> Group | None:
    """Return the actor that a description stands beside: "Peskov, the Kremlin spokesman".

    "Peskov is the Kremlin spokesman" says as much.
    """
    head = doc[mention.head]
    if mention.plural:
        return None
    if head.dep_ not in {"appos", "attr"}:
        group = by_head.get(explained(doc, mention))
        return group if group and group.kind == mention.kind else None
    told = [head.head] if head.dep_ == "appos" else head.head.lefts
    if head.dep_ == "appos" and mention.kind == "person":
        told = list(climb(head.head))  # "the mayor of Bor, X": X hangs on the town
    group = next((by_head[t.i] for t in told if t.dep_ != "expl" and t.i in by_head), None)
    if group is None:
        return None
    if group.mentions[0].plural:  # "several countries, among them Austria"
        return None
    described = len(mention.key) > 2 or len(group.mentions[0].key) > 2
    return group if described and group.kind == mention.kind else None


def explained(doc: Doc, mention: Mention) -> int:
    """Return the word before a comma that "the group that …" explains, however parsed, or -1."""
    article = mention.start - 1
    if not mention.definite or article < 2 or doc[article - 1].text != ",":
        return -1
    told = any(child.dep_ == "relcl" for child in doc[mention.head].children)
    return article - 2 if told and doc[article - 2].pos_ == "PROPN" else -1


def climb(token: Token) -> Iterator[Token]:
    """Yield a word and those it hangs on as a name's part or behind "of"."""
    yield token
    while token.dep_ in {"pobj", "prep", "compound", "nmod"} and token.head.i != token.i:
        if token.dep_ == "prep" and token.lower_ != "of":
            return
        token = token.head
        yield token


def antecedent(mention: Mention, groups: list[Group]) -> Group | None:
    """Return the actor already met that a mention means, latest first."""
    for group in reversed(groups):
        if mention.key in group.keys and any(same(mention, other) for other in group.mentions):
            return group
    if not mention.definite:
        return None
    for group in sorted(groups, key=lambda g: -g.mentions[-1].start):
        if looks_back(mention, group):
            return group
    return None


def same(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions have the same key, first names not differing."""
    if one.key != other.key:
        return False
    if one.key[0] != "person" or len(one.key) != 2:
        return True
    mine, theirs = one.name.split(), other.name.split()
    return len(mine) == 1 or len(theirs) == 1 or fold(mine[0]) == fold(theirs[0])


def numbered(mention: Mention) -> str:
    """Return the number that a description begins with, empty where there is none."""
    first = mention.name.split(" ", 1)[0].lower()
    return first if first.isdecimal() or first in numerals() else ""


def looks_back(mention: Mention, group: Group) -> bool:
    """Tell whether a definite description ("the army", "the Ukrainian leader") means a group."""
    if mention.kind not in COUNTLESS and any(m.plural != mention.plural for m in group.mentions):
        return False
    country = group.first("country")
    if mention.country and country and mention.country != country:
        return False
    if numbered(mention) and numbered(mention) != numbered(group.mentions[0]):
        return False  # "the two leaders" are not the leaders of before
    first = group.mentions[0]
    vague = bool(numbered(first)) or first.name.lower().startswith(OWNERS)
    if mention.country and not country and vague:
        return False  # whose "its government" was is not known yet; "52 people" are no people
    words = mention.key[2] if len(mention.key) > 2 else ""
    if mention.kind == "person":
        office = (group.first("office") or "").lower()
        if group.kind != "person" or not (office or group.first("role")):
            return False
        heads = words in HEADS and office in HEADS
        return bool(words) and (words in office or heads)
    if words in GENERIC:
        role = group.first("role")
        unlike = group.kind == "organisation" and None not in {role, mention.role}
        return group.kind in GENERIC[words] and not (unlike and role != mention.role)
    if group.kind != mention.kind and not {group.kind, mention.kind} <= INSTITUTIONS:
        return False
    called = {(m.key[2] if len(m.key) > 2 else m.name).lower() for m in group.mentions}
    if words in ARMIES:
        return any(name.endswith(tuple(ARMIES)) for name in called)
    return bool(words) and any(within(words, name) for name in called)


def within(words: str, name: str) -> bool:
    """Tell whether a name has all words of a description and ends as it does."""
    return name.endswith(words.rsplit(" ", 1)[-1]) and set(words.split()) <= set(name.split())
