"""From attributions to statements: speakers resolved, relays and setting told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.clues import clue
from reportedly.reading.notebook import Notebook, char_span, notebook_of
from reportedly.reading.statements.acts import act_of
from reportedly.reading.statements.attribution import Attribution, Range
from reportedly.reading.statements.linking import find_attributions
from reportedly.reading.statements.relays import channels_of, last_link, outlets_in
from reportedly.reading.statements.setting import said_of, speaking_at
from reportedly.vocabulary import Cue, Figure, Mode, Said, Span, Speaker, Statement, Via

MOST_QUOTED = 0.9


@Language.factory(
    "reportedly_statements",
    requires=[
        "doc.sents", "token.tag", "token.dep", "token.lemma", "doc.ents",
        "doc._.reportedly_quotes", "doc._.reportedly_places", "doc._.reportedly_actors",
        "doc._.reportedly_times", "doc._.reportedly_figures",
    ],
    assigns=["doc._.reportedly_statements"],
)  # fmt: skip
def make_statements(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that notes who says what."""
    return find_statements


def find_statements(doc: Doc) -> Doc:
    """Write the statements into the notebook, and tell figures whose claim they are."""
    if not doc.has_annotation("DEP"):
        return doc
    notebook = notebook_of(doc)
    found = find_attributions(doc, notebook.quotes)
    relays = {one.root: relayed(doc, notebook, one, found) for one in found}
    for one in found:
        if relays[one.root] is None and told_by_somebody(doc, notebook, one):
            carried = [links for links in relays.values() if links]
            via = [link for roots, link in carried if one.root in roots]
            write(doc, notebook, one, [link for links in via for link in links])
    nest(notebook)
    settle(doc, notebook)
    for figure in notebook.all(Figure):
        notebook.revise(figure.id, statement=notebook.statement_at(figure.span))
    return doc


def told_by_somebody(doc: Doc, notebook: Notebook, one: Attribution) -> bool:
    """Tell whether the source can speak; an idea or a tragedy "highlights" nothing by itself."""
    if one.source is None:
        return True
    head = doc[one.source[0] : one.source[1]].root
    if one.learnt:
        return head.lemma_.lower() not in clue("thing")
    if head.pos_ != "NOUN" or head.i in notebook.actor_of or head.lemma_ in clue("document"):
        return True
    quoted = any(t.is_quote for start, end in one.content for t in doc[start:end])
    people = one.lemma in {"say", "tell", "according to"}
    return quoted or people


def relayed(
    doc: Doc, notebook: Notebook, one: Attribution, found: list[Attribution]
) -> tuple[set[int], list[Via]] | None:
    """Return the cues that an outlet merely relays, and its links; None if it says it itself.

    "…, he said, according to AP and CNN": the agencies relay his statement.
    """
    if not one.source or one.lemma not in RELAYING:
        return None
    links = outlets_in(doc, notebook, one.source)
    if not links:
        return None
    roots = {
        other.root
        for other in found
        if other.root != one.root
        and doc[other.root].sent.start == doc[one.root].sent.start
        and any(start <= other.root < end for start, end in one.content)
    }
    return (roots, links) if roots else None


RELAYING = {"according to", "report", "quote", "cite", "per"}


def write(doc: Doc, notebook: Notebook, one: Attribution, relays: list[Via]) -> None:
    """Add the statement of one attribution to the notebook."""
    cue = char_span(doc[one.cue[0] : one.cue[1]])
    content = tuple(char_span(doc[start:end]) for start, end in one.content)
    via = [*channels_of(doc, notebook, one), *relays, *last_link(notebook)]
    notebook.add(
        Statement(
            id=notebook.new_id(Statement, doc[one.root].idx),
            speaker=speaker_of(doc, notebook, one.source),
            cue=Cue(cue, one.lemma),
            content=content,
            mode=mode_of(notebook, content),
            act=act_of(doc, one),
            via=tuple(dict.fromkeys(via)),
            said=said_of(doc, notebook, one),
            addressee=listener(doc, notebook, one),
        )
    )


def speaker_of(doc: Doc, notebook: Notebook, part: Range | None) -> Speaker | None:
    """Return the words of a speaker and the actor that their head word means."""
    if part is None:
        return None
    words = doc[part[0] : part[1]]
    actor = notebook.actor_of.get(words.root.i)
    if actor is None:
        met = (notebook.actor_of.get(t.i) for t in words if t.dep_ in {"compound", "appos", "pobj"})
        actor = (
            next((a for a in met if a), None) if words.root.lemma_ in clue("reporting") else None
        )
    return Speaker(actor, char_span(words))


def listener(doc: Doc, notebook: Notebook, one: Attribution) -> Speaker | None:
    """Return who is spoken to, where it is somebody; an outlet's whole name is kept."""
    if one.addressee is None:
        return None
    start, end = one.addressee
    last = notebook.actor_of.get(end - 1)
    while last and end < len(doc) and notebook.actor_of.get(end) == last:
        end += 1
    head = doc[start:end].root
    found = speaker_of(doc, notebook, (start, end))
    return found if found and (found.actor or head.pos_ in {"PROPN", "PRON"}) else None


def mode_of(notebook: Notebook, content: tuple[Span, ...]) -> Mode:
    """Return whether the content is in the speaker's own words, wholly or in part."""
    size = sum(part.end - part.start for part in content)
    quoted = sum(
        max(0, min(part.end, quote.end) - max(part.start, quote.start))
        for part in content
        for quote in notebook.quotes
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted >= MOST_QUOTED * size else "mixed"


def nest(notebook: Notebook) -> None:
    """Tell each statement which other one it is told in, and by which outlet it is relayed."""
    for statement in notebook.all(Statement):
        outer = notebook.statement_at(statement.cue.span)
        if outer and outer != statement.id:
            notebook.revise(statement.id, inside=outer)


def settle(doc: Doc, notebook: Notebook) -> None:
    """Give statements the setting told in the sentence before: "Speaking at a forum, she …"."""
    setting: dict[str, tuple[int, Said]] = {}
    statements = notebook.all(Statement)
    for number, sentence in enumerate(doc.sents):
        told = speaking_at(doc, notebook, sentence.root)
        if told:
            setting[told[0]] = (number, told[1])
        bounds = char_span(sentence)
        for one in statements:
            actor = one.speaker.actor if one.speaker else None
            if actor not in setting or not one.cue.span.within(bounds):
                continue
            since, said = setting[actor]
            if number - since <= 1:
                known = one.said
                notebook.revise(
                    one.id,
                    said=replace(
                        known,
                        time=known.time or said.time,
                        place=known.place or said.place,
                        occasion=known.occasion or said.occasion,
                    ),
                )
