"""The chain that carried a statement: agency, outlet, post, document, broadcast."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from reportedly.knowledge import load
from reportedly.knowledge.schemas import Outlet
from reportedly.reading.clues import channels
from reportedly.reading.notebook import Notebook, char_span
from reportedly.reading.statements.attribution import Attribution, Range, subtree
from reportedly.reading.statements.setting import hangs_on_cue
from reportedly.vocabulary import Actor, Via, ViaKind

CARRIED = {"on", "in", "via", "through", "over"}
LONGEST = 3


def channels_of(doc: Doc, notebook: Notebook, one: Attribution) -> list[Via]:
    """Return the links that hang on the cue: "wrote on Telegram", "said in a statement"."""
    found: list[Via] = []
    for token in doc[one.root].sent:
        if token.dep_ == "pobj" and token.head.lower_ in CARRIED and hangs_on_cue(token, one):
            channel = None if outlet_actor(notebook, token.i) else channel_link(doc, token)
            found += [channel] if channel else []
            found += outlets_in(doc, notebook, subtree(token))
    if one.addressee:
        found += outlets_in(doc, notebook, one.addressee)
    return found


def outlets_in(doc: Doc, notebook: Notebook, part: Range) -> list[Via]:
    """Return a link for each outlet named in a stretch of text."""
    found: dict[str, Via] = {}
    for i in range(*part):
        actor = outlet_actor(notebook, i)
        if actor and actor.id not in found:
            end = i + 1
            while end < part[1] and notebook.actor_of.get(end) == actor.id:
                end += 1
            kind = outlet_kind(actor.name)
            found[actor.id] = Via(actor.name, kind, char_span(doc[i:end]))
    return list(found.values())


def channel_link(doc: Doc, token: Token) -> Via | None:
    """Return the link of a kind of channel: "in a joint statement"."""
    for size in range(LONGEST, 0, -1):
        words = doc[max(0, token.i - size + 1) : token.i + 1]
        kind = channels().get(tuple(t.lower_ for t in words))
        if kind:
            return Via(words.text, kind, char_span(words))
    return None


def outlet_actor(notebook: Notebook, index: int) -> Actor | None:
    """Return the outlet that a token belongs to."""
    actor_id = notebook.actor_of.get(index)
    actor = notebook.get(Actor, actor_id) if actor_id else None
    return actor if actor and actor.kind == "outlet" else None


@cache
def outlet_kinds() -> dict[str, ViaKind]:
    """Return the kind of link for each known outlet, by name and alias."""
    kinds: dict[str, ViaKind] = {}
    for row in load(Outlet, "actors/outlets.csv"):
        kind: ViaKind = row.kind if row.kind in KINDS else "outlet"
        kinds.update(dict.fromkeys((row.name, *row.aliases), kind))
    return kinds


KINDS = {"agency", "outlet", "social", "document", "broadcast"}


def outlet_kind(name: str) -> ViaKind:
    """Return what kind of link an outlet is; unknown ones are outlets."""
    return outlet_kinds().get(name, "outlet")


def last_link(notebook: Notebook) -> list[Via]:
    """Return the outlet that publishes the article, known from its metadata."""
    outlet = notebook.article.outlet
    return [Via(outlet, outlet_kind(outlet), None)] if outlet else []
