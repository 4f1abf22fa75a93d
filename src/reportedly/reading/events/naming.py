"""What class of people or things a noun phrase names, and which actors stand in it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.reading.actors.lexicon import codes, states
from reportedly.reading.events.grammar import after, children, together
from reportedly.reading.events.lexicon import Lexicon, capitals, nations
from reportedly.reading.events.wording import MODIFIERS, longest, modifiers, terms
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, Place, Span
from reportedly.vocabulary.reading import ActorKind

OF_KIND = {"armed_force": "state_force", "armed_group": "nonstate", "people": "civilian",
           "country": "state", "government": "state"}  # fmt: skip
OF_ROLE = {"REB": "nonstate", "MIL": "state_force", "COP": "police", "CVL": "civilian",
           "OPP": "protester", "PRM": "nonstate", "CRM": "criminal", "GOV": "official"}  # fmt: skip
GOVERNMENT = {"government", "state", "federal", "national", "security", "pro-government", "army"}
ARMED = {"state_force", "nonstate"}
PEOPLE = {"people", "prisoner", "civilian", "police", "protester", "state_force", "nonstate"}
THINGS = {"building", "territory", "weapon", "base", "military_site", "airborne", "arms"}
MANY = {"thousand", "hundred", "dozen", "score", "million", "victim", "crew", "casualty", "dozens",
        "hundreds", "thousands"}  # fmt: skip
COLUMNS = {"army", "front", "force", "forces", "brigades", "movement", "alliance"}
STATELY = GOVERNMENT | {"defence", "defense", "united", "air", "armed", "special", "task", "joint",
                        "african", "multinational", "royal", "reserve", "police", "border",
                        "republican", "revolutionary", "coalition", "civil", "self"}  # fmt: skip
BODIES = {"armed_group", "armed_force", "organisation", "government"}
OWNING = {*BODIES, "country"}


def named_after(noun: Token, actor: Actor | None) -> bool:
    """Tell whether an army is a group's own: "the Arakan Army", "a Kurdish-led force"."""
    if actor is not None and actor.kind in {"armed_group", "armed_force"}:
        return actor.kind == "armed_group"
    own = children(noun, "compound", "amod", "poss", "nmod")
    if any(t.lower_.endswith("-led") for t in own):
        return not any(t.lower_.startswith(("us-", "un-", "saudi-", "nato-")) for t in own)
    if noun.pos_ != "PROPN" or noun.lower_ not in COLUMNS:
        return False
    names = [t for t in own if t.pos_ == "PROPN"]
    stately = any(t.text in nations() or t.text in states() or t.lower_ in STATELY for t in own)
    return bool(names) and not stately


class Naming:
    """Answers about noun phrases of one document."""

    def __init__(self, notebook: Notebook, lex: Lexicon) -> None:
        self.notebook = notebook
        self.lex = lex
        self.counting = lex.words["counting"]
        self.actors = {actor.id: actor for actor in notebook.all(Actor)}
        self.of_country: dict[str, str] = {}
        self.near: dict[int, frozenset[str]] = {}
        for actor in self.actors.values():
            if actor.kind == "country" and actor.country:
                self.of_country.setdefault(actor.country, actor.id)

    def around(self, sentence: DocSpan) -> frozenset[str]:
        """Return the classes of the words of a sentence."""
        start = sentence.start
        if start not in self.near:
            hits = longest(sentence.doc, range(start, sentence.end), self.lex.classes)
            self.near[start] = frozenset(name for names, _, _ in hits for name in names)
        return self.near[start]

    def any_is(self, nouns: Iterable[Token], wanted: tuple[str, ...]) -> bool:
        """Tell whether one of the nouns is of a class or is one of the words ("=fire") wanted."""
        literal = {name[1:] for name in wanted if name.startswith("=")}
        for noun in nouns:
            words = terms(noun, self.counting)
            if noun.lemma_.lower() in self.counting:
                words += modifiers(noun)  # "two embassy staff members"
            if literal.intersection(words) or self.classes(noun, words).intersection(wanted):
                return True
        return False

    def classes(self, noun: Token, words: list[str] | None = None) -> frozenset[str]:
        """Return the classes of what a noun names: by its words, else by its actor or place."""
        found = self.lex.classed(words if words is not None else terms(noun, self.counting))
        counts = noun.lemma_.lower() in self.counting or noun.pos_ == "NUM"
        core = next(iter(after(noun, ("of",))), noun) if counts else noun
        about = modifiers(core)
        said = self.lex.classed(about) & ARMED
        if found & {"state_force", "force_group"} and said:
            if "nonstate" in said and not GOVERNMENT.intersection(about):
                found = found - {"state_force"} | {"nonstate"}
        elif "nonstate" in said and not found & {
            "civilian",
            "territory",
            "weapon",
            "base",
            "building",
        }:
            found |= {"nonstate"}
        actor = self.actors.get(self.notebook.actor_of.get(noun.i, ""))
        if "state_force" in found and named_after(noun, actor):
            found = found - {"state_force"} | {"nonstate"}
        if actor is not None and not found & ARMED:
            found |= {OF_KIND.get(actor.kind, ""), OF_ROLE.get(actor.role or "", "")} - {""}
        if noun.i in self.notebook.place_of or noun.ent_type_ in {"GPE", "LOC", "FAC"}:
            found |= {"territory"}
        return found

    def ids(self, nouns: Iterable[Token]) -> tuple[str, ...]:
        """Return the actors that noun phrases name, in order: the heads, else their describers."""
        found: list[str] = []
        for noun in nouns:
            found += self.in_phrase(noun)
        return tuple(dict.fromkeys(found))

    def in_phrase(self, noun: Token) -> list[str]:
        """Return the actor of one noun phrase, if the article names one."""
        of = self.notebook.actor_of
        if noun.i in of:
            return self.meant(noun) or [of[noun.i]]
        counted = after(noun, ("of",)) if noun.lemma_.lower() in self.counting else []
        for near in (*counted, *self.describing(noun), *after(noun, ("of", "by", "from"))):
            for one in together(near):
                if one.i in of:
                    return self.meant(one) or [of[one.i]]
                inner = next((of[c.i] for c in one.children if c.i in of), None)
                if inner and (near in counted or one.lower_ == "led"):
                    return [inner]
        beside = (self.nation(near) for near in after(noun, ("by",)))
        named = self.run_by(noun) or self.nation(noun) or self.land(noun)
        return named or next((found for found in beside if found), [])

    def land(self, noun: Token) -> list[str]:
        """Return the country of a name read as a place alone ("called on Congo", "on Beijing")."""
        place = self.notebook.place_of.get(noun.i)
        found = self.notebook.get(Place, place) if place else None
        speaking = found is not None and (found.kind == "country" or noun.text in capitals())
        name = codes().get(found.country or "") if found and speaking else None
        if found is None or found.country is None or name is None:
            return []
        return [self.country(found.country, name, char_span(noun))]

    def hurt(self, noun: Token) -> list[str]:
        """Return who suffers by a noun phrase; people whom no actor stands for become one."""
        return self.in_phrase(noun) or self.unnamed(noun)

    def unnamed(self, noun: Token) -> list[str]:
        """Return a new actor for people whom the article only describes ("thousands", "a crew")."""
        if noun.pos_ not in {"NOUN", "NUM"} or noun.i in self.notebook.place_of:
            return []
        classes = self.classes(noun)
        people = noun.lemma_.lower() in MANY or (classes & PEOPLE and not classes & THINGS)
        kind: ActorKind = "people"
        if not people:
            if not self.lex.classed(modifiers(noun)) & {"nonstate"}:
                return []
            kind = "armed_group"
        left = noun.left_edge
        start = left.nbor() if left.dep_ == "det" and left.i < noun.i else left
        words = char_span(noun.doc[start.i : noun.i + 1])
        new = self.notebook.new_id(Actor, words.start)
        name = noun.doc[start.i : noun.i + 1].text
        self.notebook.add(Actor(new, name, kind, mentions=(words,)))
        for token in noun.doc[start.i : noun.i + 1]:
            self.notebook.actor_of.setdefault(token.i, new)
        return [new]

    def meant(self, noun: Token) -> list[str]:
        """Return who is meant by a noun that names an actor but says less than its phrase does."""
        own = self.notebook.get(Actor, self.notebook.actor_of[noun.i])
        joint = self.joint(noun)
        if joint or own.country is not None:
            return joint or self.together_with(noun) or self.of_whom(noun)
        return self.of_whom(noun) or self.owner(noun)

    def describing(self, noun: Token) -> list[Token]:
        """Return the words that describe a noun, those behind another first word included."""
        near = children(noun, *MODIFIERS)
        return near + [
            t for word in near if word.pos_ == "NOUN" for t in children(word, *MODIFIERS)
        ]

    def of_whom(self, noun: Token) -> list[str]:
        """Return the actor of whom some are meant ("rebels of the [M23]"), if it is a name's."""
        if noun.tag_ not in {"NNS", "NNPS"} and noun.lemma_.lower() not in self.counting:
            return []
        known = [self.notebook.actor_of.get(t.i) for t in after(noun, ("of", "from"))]
        found = [self.notebook.get(Actor, i) for i in known if i]
        kinds = BODIES if noun.tag_ in {"NNS", "NNPS"} else {*BODIES, "people"}
        return [actor.id for actor in found if actor.kind in kinds][:1]

    def owner(self, noun: Token) -> list[str]:
        """Return the body, state or country that "its forces" belong to."""
        owners = [t for t in children(noun, "poss") if t.pos_ == "PRON"]
        known = [self.notebook.actor_of.get(t.i) for t in owners]
        found = [self.notebook.get(Actor, i) for i in known if i]
        return [actor.id for actor in found if actor.kind in OWNING and actor.country]

    def together_with(self, noun: Token) -> list[str]:
        """Return all of "the foreign ministers of Thailand and Cambodia", each by its country."""
        lands = [t for t in after(noun, ("of", "from")) if noun.tag_ in {"NNS", "NNPS"}]
        own = self.notebook.get(Actor, self.notebook.actor_of[noun.i])
        known = [self.notebook.actor_of.get(t.i) for t in lands]
        found = [self.notebook.get(Actor, i) for i in known if i]
        other = [actor.id for actor in found if actor.country not in {None, own.country}]
        return [own.id, *other] if other and len(lands) > 1 else []

    def run_by(self, noun: Token) -> list[str]:
        """Return whose a thing is ("the refinery owned by [Rosneft]")."""
        verbs = [v for v in children(noun, "acl") if v.lemma_.lower() in self.lex.words["holding"]]
        owners = [t for v in verbs for t in after(v, ("by",))]
        return [i for t in owners if (i := self.notebook.actor_of.get(t.i))][:1]

    def joint(self, noun: Token) -> list[str]:
        """Return the countries of "US and Russian negotiators", who are no one country's."""
        sides = [t for child in children(noun, *MODIFIERS) for t in together(child)]
        found = []
        for t in sides:
            country = nations().get(t.text) or states().get(t.text)
            body = self.notebook.actor_of.get(t.i)
            if country:
                found.append(self.country(*country, char_span(t)))
            elif body and len(sides) > 1 and self.actors[body].kind == "armed_group":
                found.append(body)  # "Israeli and Hamas negotiators"
        return found if len(set(found)) > 1 else []

    def nation(self, noun: Token) -> list[str]:
        """Return the country for whose name an adjective stands ("Russian [drones]")."""
        for word in (noun, *children(noun, *MODIFIERS)):
            country = nations().get(word.text)
            if country is None and word.i != noun.i:
                country = states().get(word.text)  # "a US [request]"
            if country and not (word.i == noun.i and word.i in self.notebook.place_of):
                return [self.country(*country, char_span(word))]
        return []

    def country(self, code: str, name: str, words: Span) -> str:
        """Return the actor that a country is; where nothing names it as one, `words` do."""
        if code not in self.of_country:
            actor_id = self.notebook.new_id(Actor, words.start)
            self.notebook.add(
                Actor(actor_id, name, "country", country=code, code=code, mentions=(words,))
            )
            self.of_country[code] = actor_id
        return self.of_country[code]

    def holder(self, place_id: str | None, within: Span, but: tuple[str, ...]) -> tuple[str, ...]:
        """Return the country that a place named in a stretch lies in, unless it is that of `but`.

        Who shells a town or blockades a region does it to somebody there, named or not.
        """
        place = self.notebook.get(Place, place_id) if place_id else None
        named = next((m for m in place.mentions if m.within(within)), None) if place else None
        name = codes().get(place.country or "") if place else None
        if place is None or place.country is None or named is None or name is None:
            return ()
        if any(self.notebook.get(Actor, i).country == place.country for i in but):
            return ()
        return (self.country(place.country, name, named),)

    def first_in(self, tokens: list[Token], but: tuple[str, ...]) -> tuple[str, ...]:
        """Return the first actor that the words name, other than those in `but`.

        Outlets are named for what they pass on; "it" may stand for anything that was told.
        """
        for token in tokens:
            found = self.notebook.actor_of.get(token.i)
            if found is None or found in but or token.pos_ == "PRON":
                continue
            if self.notebook.get(Actor, found).kind != "outlet":
                return (found,)
        return ()
