"""The component: finds happenings, learns who, where, when, with what, and writes them down."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.events import kinds, outcomes, status
from reportedly.reading.events.answers import take_over
from reportedly.reading.events.background import background
from reportedly.reading.events.blame import lay_blame
from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.gathering import gather
from reportedly.reading.events.lexicon import Lexicon, lexicon
from reportedly.reading.events.mentions import Told, join
from reportedly.reading.events.naming import Naming
from reportedly.reading.events.roles import cast
from reportedly.reading.events.setting import Settings
from reportedly.reading.events.tally import assign_figures
from reportedly.reading.events.threats import weigh_threat
from reportedly.reading.events.topics import OPEN, SURE, borne_out, leaning, warlike
from reportedly.reading.events.triggers import find_triggers
from reportedly.reading.events.writing import tells_something, write
from reportedly.reading.notebook import notebook_of

LONGEST = 250  # words; what is longer is a list or a broken page, and its parse tells nothing


@Language.factory(
    "reportedly_events",
    requires=[
        "doc.sents", "token.tag", "token.dep", "token.lemma", "doc.ents",
        "doc._.reportedly_places", "doc._.reportedly_actors", "doc._.reportedly_times",
        "doc._.reportedly_figures", "doc._.reportedly_statements",
    ],
    assigns=["doc._.reportedly_events"],
)  # fmt: skip
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds what happened, is said to have happened, or is foreseen."""
    return read_events


def read_events(doc: Doc) -> Doc:
    """Write the happenings of a document into its notebook."""
    if not doc.has_annotation("DEP"):
        return doc
    notebook, lex = notebook_of(doc), lexicon()
    naming, settings = Naming(notebook, lex), Settings(doc, notebook, lex)
    lean, kept = leaning(doc), list[Candidate]()
    for sentence in doc.sents:
        if len(sentence) > LONGEST:
            continue
        found = gather(find_triggers(sentence, lex, naming), lex)
        around = naming.around(sentence) if found else frozenset()
        settings.look_at(found)
        for c in found:
            learn(c, found, lex, naming, around)
            status.weigh(c, notebook, lex)
            weigh_threat(c, notebook, lex)
            c.place, c.time = settings.place(c), settings.time(c)
        kept += [
            c
            for c in found
            if tells_something(c, lex)
            and not background(c, lex)
            and (
                lean >= SURE
                or not warlike(lex.kinds[c.kind])
                or (lean >= OPEN and borne_out(c, naming))
            )
        ]
    told = join([Told(c, [c.token.sent]) for c in kept], doc, notebook, lex)
    for one in told:
        notebook.add(write(one, notebook, lex, naming))
    take_over(told, doc, notebook, lex)
    assign_figures(told, doc, notebook)
    return doc


def learn(
    c: Candidate, others: list[Candidate], lex: Lexicon, naming: Naming, around: frozenset[str]
) -> None:
    """Fill in the circumstances of a candidate and the kind that they make it.

    `others` are the candidates of its sentence, `around` the classes of words found in it.
    """
    doc = c.token.doc
    c.scope = outcomes.scope(c, others)
    cast(c, lex)
    lay_blame(c, lex, naming)
    c.means = list(outcomes.means(c, doc, lex))
    kinds.refine(c, lex, naming, around)
    c.effects = list(outcomes.effects(c, doc, lex, naming))
