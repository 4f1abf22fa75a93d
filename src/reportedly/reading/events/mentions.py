"""Several mentions, one happening, when nothing speaks against it.

"The strike" after a strike is a later mention of it. A sentence that only goes on with what came of
an assault ("Five people were wounded") belongs to it if the same voice tells both, or two speakers
of one side do (or one who takes no side): figures keep their own speakers. Told by another voice it
stays a happening of its own and takes only kind, place and time from the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from reportedly.reading.events.candidate import Candidate, denies_account
from reportedly.reading.events.grammar import passive
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.repeats import repeats
from reportedly.reading.events.status import HELD
from reportedly.reading.events.threats import threatens_again
from reportedly.reading.events.wording import terms
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Actor, Statement

DEFINITE = {"the", "this", "that", "these", "those"}
OF_ITS_OWN = {
    "of",
    "on",
    "against",
    "at",
    "with",
    "between",
}  # "the capture of" names what it means
REACH = 6  # sentences between a happening and its later mention
GENERIC = {"attack", "ground_assault", "explosion", "killing"}
AFTERMATH = {"killing", "destruction"}
CAUSES = {"attack", "armed_clash", "ground_assault", "shooting", "air_strike", "drone_strike",
          "shelling", "explosion", "bombing", "suicide_bombing", "grenade_attack",
          "chemical_attack", "massacre"}  # fmt: skip
NEUTRAL = {"NGO", "IGO", "CVL", "HLH", "REF", "EDU"}  # who count for nobody's sake
NARRATED = 2  # sentences over which a story goes on without naming its subject again
REMOTE = {"air_strike", "drone_strike", "shelling", "bombing"}  # "the barrage" may be of drones
FACTUAL = {"asserted", "claimed"}
OPPOSED = {"REB", "OPP", "SEP"}  # roles that tell another story than their government


@dataclass
class Told:
    """A happening and the sentences that tell of it; `entry` is its id once it is written."""

    candidate: Candidate
    sentences: list[Span]
    later: list[Candidate] = field(default_factory=list)
    entry: str = ""
    cause: Told | None = None  # the assault that it goes on with, told just before


def join(told: list[Told], doc: Doc, notebook: Notebook, lex: Lexicon) -> list[Told]:
    """Fold later mentions into the happening that they point back to or go on with."""
    order = {sentence.start: n for n, sentence in enumerate(doc.sents)}
    out: list[Told] = []
    for one in told:
        if denies_account(one.candidate):
            deny(one, out, order, lex)
            continue
        host = earlier(one, out, order, notebook, lex) if points_back(one.candidate) else None
        host = host or again(one, out, order, notebook, lex)
        if host is None and goes_on(one.candidate):
            cause = before(one, out, order, lex)
            if cause is not None and agreed(cause.candidate, one.candidate, notebook):
                host = cause if AFTERMATH & {one.candidate.kind, cause.candidate.kind} else None
            if cause is not None and host is None:
                inherit(one.candidate, cause.candidate)
                one.cause = cause
        if host is None:
            if not (points_back(one.candidate) and bare(one.candidate)):
                out.append(one)
            continue
        host.later.append(one.candidate)
        host.sentences += [s for s in one.sentences if s not in host.sentences]
    return out


def deny(one: Told, out: list[Told], order: dict[int, int], lex: Lexicon) -> None:
    """Add the denial of the violence last told by others, if a sentence near before tells any."""
    here = order.get(one.candidate.token.sent.start, 0)
    for other in reversed(out):
        o = other.candidate
        if here - order.get(latest(other)[0], 0) > NARRATED:
            return
        violent = lex.kinds[o.kind].type == "ASSAULT" or o.kind in HELD
        if violent and o.status in FACTUAL:
            inherit(one.candidate, o)
            out.append(one)
            return


def points_back(c: Candidate) -> bool:
    """Tell whether a trigger is a noun that takes its happening for known."""
    if c.row.pos != "NOUN" or c.status not in FACTUAL:
        return False
    if any(t.dep_ == "prep" and t.lower_ in OF_ITS_OWN for t in c.token.children):
        return False
    return any(t.dep_ == "det" and t.lower_ in DEFINITE for t in c.token.children)


def bare(c: Candidate) -> bool:
    """Tell whether nothing is told of a happening but that it is known ("the shooting goes on")."""
    return not (c.place or c.time or c.means or c.effects or c.doers or c.sufferers or c.absorbed)


def earlier(
    one: Told, told: list[Told], order: dict[int, int], notebook: Notebook, lex: Lexicon
) -> Told | None:
    """Return the nearest earlier happening a mention can be meant for, best told by its voice."""
    c = one.candidate
    here = order.get(c.token.sent.start, 0)
    other_voice = None
    for other in reversed(told):
        o = other.candidate
        if here - order.get(o.token.sent.start, 0) > REACH:
            break
        if o.token.sent.start == c.token.sent.start or not alike(o, c, lex):
            continue
        if same_voice(o, c, notebook):
            return other
        other_voice = other_voice or other
    return other_voice


def again(
    one: Told, told: list[Told], order: dict[int, int], notebook: Notebook, lex: Lexicon
) -> Told | None:
    """Return the happening near before that a verb tells again, on the same side or by nobody."""
    c = one.candidate
    here = order.get(c.token.sent.start, 0)
    for other in reversed(told):
        o = other.candidate
        gap = here - max(order.get(s.start, 0) for s in other.sentences)
        same_time = not (o.time and c.time and o.time != c.time)
        voices = agreed(o, c, notebook) or nobody(o, notebook)
        if 0 < gap <= REACH and threatens_again(o, c, notebook):
            return other
        if 0 < gap <= REACH and same_time and voices and repeats(o, c, lex):
            return other
    return None


def goes_on(c: Candidate) -> bool:
    """Tell whether a happening lacks doer and means, so that it may go on with one before."""
    if "=debris" in c.row.by:
        return c.status in FACTUAL
    if c.kind not in AFTERMATH | {"attack"} or c.status not in FACTUAL or c.means or c.doers:
        return False
    return c.row.pos == "VERB" and (passive(c.token) or c.row.kind != c.kind == "destruction")


def before(one: Told, told: list[Told], order: dict[int, int], lex: Lexicon) -> Told | None:
    """Return the assault that the sentences just before tell of, in the same paragraph."""
    c = one.candidate
    here = order.get(c.token.sent.start, 0)
    for other in sorted(told, key=latest, reverse=True):
        o, (told_last, _) = other.candidate, latest(other)
        last = order.get(told_last, 0)
        gap = c.token.doc[max(o.token.i, told_last) : c.token.i].text
        if here - last > NARRATED or "\n" in gap:
            return None
        of_one_scene = (here - last == 1 and c.kind in AFTERMATH) or same_sort(o, c, lex)
        told_of = CAUSES | AFTERMATH if of_one_scene else CAUSES
        if last < here and o.kind in told_of and o.status in FACTUAL and fitting(o, c):
            return other
    return None


def same_sort(old: Candidate, new: Candidate, lex: Lexicon) -> bool:
    """Tell whether two happenings befell things of one class ("homes", then "buildings")."""
    hurt = [
        lex.classed(word for noun in c.sufferers for word in terms(noun, lex.words["counting"]))
        for c in (old, new)
    ]
    return bool(hurt[0] & hurt[1])


def latest(one: Told) -> tuple[int, int]:
    """Return where the last sentence that tells of a happening starts, then where its word is."""
    return max(sentence.start for sentence in one.sentences), one.candidate.token.i


def fitting(old: Candidate, new: Candidate) -> bool:
    """Tell whether no place or time parts two mentions."""
    if new.kind in AFTERMATH and new.place and old.place and new.place != old.place:
        return False
    return not (new.time and old.time and new.time != old.time)


def same_voice(old: Candidate, new: Candidate, notebook: Notebook) -> bool:
    """Tell whether the article, or one and the same speaker, tells both."""
    if old.statement is None or new.statement is None:
        return old.statement == new.statement
    one, other = (notebook.get(Statement, s).speaker for s in (old.statement, new.statement))
    if one is None or other is None or one.actor is None:
        return old.statement == new.statement
    return one.actor == other.actor


def same_teller(old: Candidate, new: Candidate, notebook: Notebook) -> bool:
    """Tell whether one voice goes on; words after a statement are mostly its speaker's still."""
    return new.statement is None or same_voice(old, new, notebook)


def agreed(old: Candidate, new: Candidate, notebook: Notebook) -> bool:
    """Tell whether who counts out what came of it may count for the one who told of it before."""
    if same_teller(old, new, notebook):
        return True
    one, other = (teller(c, notebook) for c in (old, new))
    if one is None or other is None:
        return one is other
    if {one.role, other.role} & NEUTRAL:
        return True
    rebels = (one.role in OPPOSED) != (other.role in OPPOSED)
    return one.country == other.country and not rebels


def teller(c: Candidate, notebook: Notebook) -> Actor | None:
    """Return the actor in whose words a happening is told, where it is known."""
    speaker = notebook.get(Statement, c.statement).speaker if c.statement else None
    if speaker is None or speaker.actor is None:
        return None
    return notebook.get(Actor, speaker.actor)


def nobody(c: Candidate, notebook: Notebook) -> bool:
    """Tell whether the article names nobody who tells it ("were said to have promised")."""
    return c.statement is None or notebook.get(Statement, c.statement).speaker is None


def inherit(c: Candidate, cause: Candidate) -> None:
    """Take over what a story that goes on leaves unsaid: kind, place and time."""
    c.kind = cause.kind
    c.place = c.place or cause.place
    c.time = c.time or cause.time


def alike(old: Candidate, new: Candidate, lex: Lexicon) -> bool:
    """Tell whether kind, place, time and means of two mentions can be of one happening."""
    if old.status not in FACTUAL or lex.kinds[old.kind].type != lex.kinds[new.kind].type:
        return False
    remote = old.kind in REMOTE and new.kind in REMOTE
    if old.kind != new.kind and new.kind not in GENERIC and not remote:
        return False
    if old.kind in AFTERMATH and new.kind not in AFTERMATH:
        return False
    if new.place and old.place and new.place != old.place:
        return False
    if new.time and old.time and new.time != old.time:
        return False
    used, named = {kind for kind, _ in old.means}, {kind for kind, _ in new.means}
    return not (used and named) or bool(used & named)
