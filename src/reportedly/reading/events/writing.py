"""From a candidate to the entry: what is told well enough, in whose name, with which evidence."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate, hosted
from reportedly.reading.events.confidence import confidence
from reportedly.reading.events.grammar import above, after, children
from reportedly.reading.events.lexicon import Kind, Lexicon
from reportedly.reading.events.listing import listed
from reportedly.reading.events.mentions import OPPOSED, Told
from reportedly.reading.events.naming import Naming
from reportedly.reading.events.roles import ANSWERS, only_for
from reportedly.reading.events.tense import PERHAPS
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, Effect, Event, Plover, Span, Statement

MET = {"CONSULT", "AGREE"}  # "did not meet", "failed to agree": that it did not happen is news
UNSAID = {"hypothetical", "negated"}  # words that nobody has spoken
ADDRESSED = {"AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "CONCEDE"}
DEEDS = {"ASSAULT", "COERCE", "PROTEST"}  # what people whom nobody names do too
MEASURES = {"COERCE", "CONCEDE", "SANCTION", "THREATEN"}  # also against a place of one's own
SEIZURES = {"seizure", "weapons_seizure"}  # what is taken lies anywhere
SELF = {"we", "i"}
ITS = {"its", "their", "our"}
PHYSICAL = {"ASSAULT", "COERCE", "SANCTION", "RETREAT"}  # what people suffer
WORDS_ONLY = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}


def tells_something(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a vague word ("the war", "talks") comes with who, where, when or with what."""
    if c.status in UNSAID and lex.kinds[c.kind].type in WORDS_ONLY:
        return could_meet(c, lex)
    if c.row.pos == "VERB" or c.token.lemma_.lower() not in lex.words["vague"]:
        return True
    if c.status == "hypothetical" and c.token.dep_ == "nsubj":
        return True  # "clashes could spread"
    if c.status in {"planned", "conditional"} and lex.kinds[c.kind].type in WORDS_ONLY:
        return True  # "ready for negotiations"
    told = c.place or c.time or c.means or c.effects or c.light or c.sufferers or c.doers
    return bool(told or after(c.token, ("of",)))


def could_meet(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether it is news that two did not meet or agree, or that they may."""
    if lex.kinds[c.kind].type not in MET and c.kind != "accord":
        return False
    if c.status == "negated":
        return c.light or c.row.pos == "VERB" or bool(c.doers)
    return c.row.pos == "VERB" and any(t.lower_ in PERHAPS for t in children(c.token, "aux"))


def write(one: Told, notebook: Notebook, lex: Lexicon, naming: Naming) -> Event:
    """Return the entry for a happening and note its id."""
    c = one.candidate
    kind = lex.kinds[c.kind]
    actors = acting(c, kind, notebook, naming)
    if not actors and (c.kind == "demand" or any(t.lower_ in SELF for t in c.doers)):
        actors = speaker(c, notebook)
    if not actors and c.kind == "interception":
        actors = tuple(i for i in speaker(c, notebook) if armed(notebook.get(Actor, i)))
    suffering = [noun for noun in c.sufferers if not beside(noun, lex)]
    hurt = kind.type in PHYSICAL
    ids = (i for noun in suffering for i in (naming.hurt if hurt else naming.in_phrase)(noun))
    targets = tuple(i for i in dict.fromkeys(ids) if i not in actors)
    if not targets and kind.type in ADDRESSED and kind.sides == "one":
        told = (part for part in (c, *one.later) if lex.kinds[part.kind].type == kind.type)
        targets = next((t for p in told if (t := naming.first_in(complement(p, lex), actors))), ())
    if not targets and actors and kind.sides == "one":
        abroad = () if kind.type in MEASURES and c.kind not in SEIZURES else actors
        targets = naming.holder(c.place, char_span(c.token.sent), abroad)
    if c.kind == "pledge" and c.row.kind == "talks" and len(actors) > 1 and not hosted(c):
        actors, targets = dyad(actors, notebook)  # "Israel and Hamas are to resume talks"
    if not targets and kind.sides == "two":
        actors, targets = dyad(actors, notebook)
        if not targets and actors and attacked(c, lex):
            targets = naming.holder(c.place, char_span(c.token.sent), actors)
    one.entry = notebook.new_id(Event, c.token.idx)
    return Event(
        id=one.entry,
        plover=Plover(kind.type, kind.mode or None) if kind.type else None,
        acled=lex.acled.get(c.kind),
        cameo=kind.cameo or None,
        actors=actors,
        targets=targets,
        place=c.place or next((x.place for x in one.later if x.place), None),
        time=c.time or next((x.time for x in one.later if x.time), None),
        means=tuple(m for _, m in c.means),
        figures=(),
        effects=all_effects(one),
        status=c.status,
        statement=c.statement,
        evidence=tuple(tidy(s) for s in one.sentences),
        confidence=confidence(c, bool(actors or targets)),
    )


def speaker(c: Candidate, notebook: Notebook) -> tuple[str, ...]:
    """Return who says the words in which a happening is told, if the article names them."""
    said = notebook.get(Statement, c.statement).speaker if c.statement else None
    return (said.actor,) if said is not None and said.actor else ()


def dyad(sides: tuple[str, ...], notebook: Notebook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (actors, targets) of what several do with each other ("A and B signed", "talks").

    PLOVER codes such a happening as dyads of a source and a target. The side that is named first
    is the source, with all of its country; the others are the targets. Where only one side is
    named, it acts and nobody is acted upon.
    """
    if not sides:
        return (), ()
    first = notebook.get(Actor, sides[0])
    others = (notebook.get(Actor, i) for i in sides[1:])
    own = {one.id for one in others if first.country and same_side(first, one)}
    own.add(sides[0])
    return tuple(i for i in sides if i in own), tuple(i for i in sides if i not in own)


def acting(c: Candidate, kind: Kind, notebook: Notebook, naming: Naming) -> tuple[str, ...]:
    """Return who does it: those named, those a list names of them, whose "its forces" are."""
    ids: list[str] = []
    for noun in c.doers:
        own = naming.in_phrase(noun)
        own = own or (naming.unnamed(noun) if kind.type in DEEDS else [])
        forces = noun.tag_ in {"NNS", "NNPS"} and any(t.lower_ in ITS for t in noun.children)
        if forces and own and notebook.get(Actor, own[0]).country is None:
            said = [i for i in speaker(c, notebook) if notebook.get(Actor, i).kind != "person"]
            own = said or own
        ids += own
        if kind.type in WORDS_ONLY and noun.tag_ in {"NNS", "NN"}:
            ids += [i for t in listed(noun, notebook) for i in naming.in_phrase(t)]
    return tuple(dict.fromkeys(ids))


def attacked(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a clash is told as one side's attack ("fighters attacked a base")."""
    return c.row.pos == "VERB" and lex.kinds[c.row.kind].sides == "one"


def armed(actor: Actor) -> bool:
    """Tell whether an actor is a force or the ministry of one: it tells of what its own shot."""
    return actor.kind == "armed_force" or actor.role == "MIL"


def same_side(one: Actor, other: Actor) -> bool:
    """Tell whether two actors are of one country and neither fights its government."""
    rebels = (one.role in OPPOSED) != (other.role in OPPOSED)
    groups = one.kind == other.kind == "armed_group" and one.role in OPPOSED
    return one.country == other.country and not rebels and not groups


def complement(c: Candidate, lex: Lexicon) -> list[Token]:
    """Return the words behind a trigger that complete it, without what is told beside it."""
    asking = lex.kinds[c.kind].type in ANSWERS
    return [
        word
        for child in c.token.children
        if child.i > c.token.i and child.dep_ not in {"conj", "advcl", "nsubj", "parataxis"}
        for word in child.subtree
        if not (asking and only_for(word))
        and not any(beside(t, lex) for t in (word, *above(word)) if t.i > c.token.i)
    ]


def beside(step: Token, lex: Lexicon) -> bool:
    """Tell whether a word opens what is told beside, or names what is only sent somewhere."""
    if step.dep_ == "relcl":
        return True
    return step.dep_ == "dobj" and step.head.lemma_.lower() in lex.words["moving"]


def all_effects(one: Told) -> tuple[Effect, ...]:
    """Return the effects of all mentions that the same voice tells, each kind once."""
    found: dict[str, Effect] = {}
    for c in (one.candidate, *one.later):
        if c.statement == one.candidate.statement:
            for effect in c.effects:
                found.setdefault(effect.kind, effect)
    return tuple(found.values())


def tidy(sentence: DocSpan) -> Span:
    """Return a sentence's span without white space at its ends."""
    span = char_span(sentence)
    words = sentence.text
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start + 1, span.start + len(words.rstrip())))
