"""Who acts and who suffers, from where the words stand around a trigger."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.clues import clue
from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import (
    ACCOUNTS,
    after,
    children,
    doers,
    passive,
    sufferers,
    together,
)
from reportedly.reading.events.lexicon import Lexicon, nations
from reportedly.reading.events.listing import both
from reportedly.reading.events.wording import terms

SUFFERING = {"suffer", "face", "come", "receive", "undergo", "see", "witness", "survive", "report"}
OF_TARGET = {"killing", "murder", "capture", "seizure", "arrest", "abduction", "kidnapping",
             "rape", "bombing", "shelling", "assassination", "execution", "deportation",
             "expulsion", "fall", "release", "detention", "invasion", "siege", "torture",
             "bombardment", "massacre",
             "recapture", "displacement", "looting", "slaughter", "liberation"}  # fmt: skip


OF_DOER = {"incursion", "infiltration", "withdrawal", "retreat", "pullout", "pullback", "arrival",
           "deployment", "surrender", "defection", "resignation", "advance", "march", "visit",
           "mutiny", "flight", "exodus", "escape", "protest", "demonstration", "rally"}  # fmt: skip
BLAMED = {"attribute": ("to",), "ascribe": ("to",), "trace": ("to",), "blame": ("on",)}
ANSWERS = {"REQUEST", "REJECT"}
MEETINGS = {"talks", "summit"}
BEHIND = frozenset({"with", "between", "against", "to", "on", "for"})  # "links with Serbia"
STANDING = {"commit", "oppose", "prepare"}  # "is committed to": the subject acts
LOSING = {"fall"}  # "the town fell to the rebels": they act
DYING = {"die", "perish", "succumb", "choke", "suffocate", "vanish", "disappear", "drown"}
UNDERGOING = {"come", "be", "lose", "go"}  # "came under fire", "lost their lives", "went missing"
UNDERGONE = {"killing", "abduction", "arrest", "armed_clash", "attack", "shelling",
             "chemical_attack", "force_on_protesters"}  # fmt: skip
DRIVEN = {"flee"}  # "thousands fled": they suffer
DYING = {"die", "perish"}  # "five died in the attack"
HEARD = {"report", "hear", "describe", "confirm"}  # "residents reported shelling": not theirs
PEACEFUL = {"AGREE", "AID", "SUPPORT", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT", "REQUEST"}


def cast(c: Candidate, lex: Lexicon) -> None:
    """Fill in the nouns for who does and who suffers, those of absorbed words after its own."""
    two = lex.kinds[c.kind].sides == "two"
    towards = lex.words["peaceful" if lex.kinds[c.kind].type in PEACEFUL else "against"]
    for part in (c, *c.absorbed):
        if part.row.pos == "VERB":
            done, suffered = of_verb(part.token, towards)
            if undergoes(part):
                done, suffered = [], done
        else:
            done, suffered = of_noun(part, lex, towards)
        if part is c or not c.doers:
            add(c.doers, done)
        if two and part is c and not c.doers:
            add(c.doers, suffered)  # "talks between A and B": nobody acts alone
        else:
            add(c.sufferers, suffered)
    if c.row.kind == "blame" and (laid := after(c.token, BLAMED.get(c.token.lemma_.lower(), ()))):
        c.sufferers = laid  # "the massacre was attributed to the rebels"
    if lex.kinds[c.kind].type in ANSWERS:
        c.sufferers = [t for t in c.sufferers if not only_for(t)]
    if c.row.pos == "VERB" and c.token.lemma_.lower() == "host":
        let_meet(c)
    if burns_down(c, lex):
        c.kind, c.doers, c.sufferers = "destruction", [], c.doers


def only_for(noun: Token) -> bool:
    """Tell whether a noun says whom something is for ("guarantees for Kyiv"), not who is asked."""
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ == "for" and prep.head.pos_ in {"NOUN", "PROPN"}


def let_meet(c: Candidate) -> None:
    """Leave out the host of a meeting that has come about, where its sides are named."""
    met = [t for t in sufferers(c.token) if t.i != c.token.i]
    sides = [t for noun in met for t in after(noun, ("between", "of", "with"))]
    names = [t for t in sides if t.pos_ == "PROPN" or t.tag_ in {"NNS", "NNPS"}]
    if len(names) > 1 and not children(c.token, "aux"):
        c.doers, c.sufferers = names, []


def undergoes(c: Candidate) -> bool:
    """Tell whether the subject of a verb suffers what it tells ("died", "came under fire")."""
    lemma = c.token.lemma_.lower()
    if passive(c.token):
        return False
    return lemma in DYING or (lemma in UNDERGOING and c.row.kind in UNDERGONE)


def burns_down(c: Candidate, lex: Lexicon) -> bool:
    """Tell whether a verb tells what became of its own subject ("500 houses burned down")."""
    if c.kind != "arson" or c.row.pos != "VERB" or c.sufferers or passive(c.token):
        return False
    things = (terms(noun, lex.words["counting"]) for noun in c.doers)
    return bool(c.doers) and all("building" in lex.classed(words) for words in things)


def add(nouns: list[Token], more: list[Token]) -> None:
    """Append the nouns that are not there yet."""
    have = {noun.i for noun in nouns}
    nouns += [noun for noun in more if noun.i not in have]


def of_verb(verb: Token, towards: frozenset[str]) -> tuple[list[Token], list[Token]]:
    """Return (doers, sufferers) of a verb."""
    done, suffered = doers(verb), sufferers(verb)
    if passive(verb) and not done:
        done = after(verb, ("by",))
    if verb.lemma_.lower() in STANDING and not done:
        done, suffered = suffered, after(verb, ("to",))
    if not done or done[0].lemma_.lower() in clue("document"):
        done = above_predicate(verb) or done
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.tag_ == "VBG" and before.text in nations():  # "by Israeli shelling", taken for a verb
        done = [before]
    done = [one for t in done for one in both(t) or [t]]
    if verb.lemma_.lower() in LOSING:
        return after(verb, ("to",)), done
    if verb.lemma_.lower() in DRIVEN and not passive(verb):
        return [], done
    if verb.tag_ == "VBG" and verb.head.lemma_.lower() in HEARD and verb.dep_ != "advcl":
        done = []
    near = after(verb, towards)
    if (
        verb.dep_ == "conj"
        and not suffered
        and not children(verb, "prep")
        and verb.head.pos_ == "VERB"
    ):
        near = near + after(verb.head, towards)
    if not passive(verb):
        near = near + [t for thing in suffered for t in after(thing, BEHIND)]
    return done, suffered + [noun for noun in near if not is_time(noun)]


def above_predicate(verb: Token) -> list[Token]:
    """Return the subject of "is ready to [host]", and of "issued a call [demanding]"."""
    step = verb
    while step.dep_ in {"xcomp", "conj"} and step.head.i != step.i:
        step = step.head
    if step.dep_ == "acomp":
        return doers(step.head)
    said = step.dep_ == "acl" and step.tag_ == "VBG" and step.head.dep_ == "dobj"
    return doers(step.head.head) if said else []


def of_noun(c: Candidate, lex: Lexicon, towards: frozenset[str]) -> tuple[list[Token], list[Token]]:
    """Return (doers, sufferers) of a noun of happening and the verb that carries it."""
    noun, verb = c.token, c.verb
    done = [t for p in children(noun, "poss", "nmod") for t in together(p)]
    by = (t for t in after(noun, lex.words["by"]) if not is_time(t))
    done += [t for t in by if t.lemma_.lower() not in ACCOUNTS]
    done += [t for p in children(noun, "amod", "compound") for t in together(p)]
    suffered = [t for t in after(noun, towards) if not is_time(t)]
    done += after(noun, ("between",)) + willing(noun, lex)
    if c.kind in {"talks", "armed_clash", "agreement", "accord", "summit"}:
        suffered += [t for t in after(noun, ("with",)) if t not in suffered]
    if c.kind in MEETINGS:
        done += after(noun, ("of",))  # "a meeting of the contact group"
    if noun.lemma_.lower() in OF_DOER:
        done += after(noun, ("of",))  # "the incursion of a patrol boat"
    if noun.lemma_.lower() in OF_TARGET or (noun.lemma_ == "protest" and noun.head.lower_ == "in"):
        suffered += after(noun, ("of",))
    if verb is not None and verb.lemma_.lower() in DYING:
        suffered += doers(verb)
    if verb is not None and c.light:
        subject_acts = noun.dep_ == "dobj" and verb.lemma_.lower() not in SUFFERING
        if subject_acts or noun.dep_ == "nsubjpass":
            done = done + doers(verb) if noun.dep_ == "nsubjpass" else doers(verb) + done
        elif noun.dep_ in {"dobj", "pobj"}:
            suffered += doers(verb) or sufferers(verb)
        suffered += [t for t in after(verb, towards - {"with", "into"}) if not is_time(t)]
    return done, [t for t in suffered if t.i != noun.i]


def willing(noun: Token, lex: Lexicon) -> list[Token]:
    """Return who is said to be ready for something ("Ukraine is ready for [talks]")."""
    ready = noun.head.head
    if noun.dep_ != "pobj" or ready.pos_ != "ADJ" or ready.dep_ != "acomp":
        return []
    if ready.lemma_.lower() in lex.hedges["answering"]:
        return []  # "is responsible for the attack"
    return doers(ready.head)


def is_time(noun: Token) -> bool:
    """Tell whether a noun names a time ("on Monday")."""
    return noun.ent_type_ in {"DATE", "TIME"}
