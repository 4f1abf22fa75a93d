"""Score the reader of actors on our own set: `python accuracy/actors.py [PART] [-v]`.

Texts of our own about many wars and kinds of diplomacy, each with the day of publication, written
in one go before the reader was run on them; every second one is of the test half (`dev`, `test`).
The parts `owners` and `held`, written later, are of those who belong to others ("its leaders");
`held` was only scored after the reader had been bettered on `owners`. Gold mentions are
whole noun phrases of those who speak, act, suffer or are dealt with; a country, role or kind of
"*" isn't asked, and spans under `either` may be found or not. A mention is found when a mention of
the reader shares words with it, and wholly right when kind, country and role of its actor are.
Links are pairs of mentions (pronouns are mentions too) that are one actor.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly.reading import reader
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Actor, Article

GOLD = Path(__file__).with_name("actors.jsonl")
ARTICLES = ("the ", "a ", "an ")
Span = tuple[int, int]


def read(row: dict[str, Any]) -> tuple[dict[Span, Actor], dict[Span, str]]:
    """Return the actors found by the spans of their mentions, and actor ids by pronouns' spans."""
    nlp = reader().nlp
    doc = nlp.make_doc(row["text"])
    article = Article("r", row["text"], published=date.fromisoformat(row["published"]))
    doc._.notebook = notebook = Notebook(article)
    for name, component in nlp.pipeline:
        doc = component(doc)
        if name == "reportedly_actors":
            break
    found = {(m.start, m.end): a for a in notebook.all(Actor) for m in a.mentions}
    words = ((t, notebook.actor_of.get(t.i)) for t in doc if t.pos_ == "PRON" or t.dep_ == "poss")
    return found, {(t.idx, t.idx + len(t)): actor for t, actor in words if actor}


def bare(span: Span, text: str) -> str:
    """Return the words of a span without the article in front."""
    words = text[span[0] : span[1]]
    return next((words[len(a) :] for a in ARTICLES if words.lower().startswith(a)), words)


def shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def matched(gold: list[Span], found: list[Span]) -> dict[Span, Span]:
    """Pair gold spans with found ones, those that share most first."""
    pairs = sorted(((shared(g, f), g, f) for g in gold for f in found), reverse=True)
    chosen: dict[Span, Span] = {}
    for size, one, other in pairs:
        if size > 0 and one not in chosen and other not in chosen.values():
            chosen[one] = other
    return chosen


def right(gold: dict[str, Any], actor: Actor, field: str) -> bool:
    """Tell whether a field of an actor is as the gold has it, or isn't asked."""
    return bool(gold[field] in ("*", getattr(actor, field)))


def same_office(found: str, gold: str) -> bool:
    """Tell whether an office is the gold's, hyphens and the body it belongs to aside."""
    one, other = (words.lower().replace("-", " ") for words in (found, gold))
    return one == other or one.endswith(" " + other)


def score(row: dict[str, Any], counts: Counter[str], verbose: bool) -> None:
    found, pronouns = read(row)
    text, wrong = row["text"], []
    gold = {(m[0], m[1]): a for a in row["actors"] for m in a["mentions"]}
    pairs = matched(list(gold), list(found))
    free = [tuple(span[:2]) for span in row["either"]]
    extra = [f for f in found if f not in pairs.values() and all(shared(f, s) <= 0 for s in free)]
    counts["gold"] += len(gold)
    counts["found"] += len(pairs) + len(extra)
    counts["matched"] += len(pairs)
    wrong += [f"extra   {text[a:b]!r} {found[a, b].kind} {found[a, b].code}" for a, b in extra]
    for span, actor in gold.items():
        words = text[span[0] : span[1]]
        if span not in pairs:
            wrong.append(f"missing {words!r} {actor['kind']} {actor['code']}")
            continue
        own = found[pairs[span]]
        counts["words"] += bare(span, text) == bare(pairs[span], text)
        sure = {field: right(actor, own, field) for field in ("kind", "country", "role")}
        counts.update(field for field in sure if sure[field])
        counts["whole"] += all(sure.values())
        if not all(sure.values()):
            wrong.append(f"other   {words!r} {actor['kind']} {actor['country']} {actor['role']}: "
                         f"{own.kind} {own.country} {own.role}")  # fmt: skip
        if actor["office"]:
            counts["offices"] += 1
            held = same_office(own.office or "", actor["office"])
            counts["office"] += held
            wrong += [] if held else [f"office  {words!r} {actor['office']}: {own.office}"]
    wrong += link(row, {g: found[f].id for g, f in pairs.items()}, pronouns, counts)
    if verbose and wrong:
        print(row["published"], text, *wrong, sep="\n   ")


def link(
    row: dict[str, Any], named: dict[Span, str], pronouns: dict[Span, str], counts: Counter[str]
) -> list[str]:
    """Count pairs of mentions that are one actor, in the gold and as found, where both are."""
    group: dict[Span, int] = {}
    for number, actor in enumerate(row["actors"]):
        spans = [(m[0], m[1]) for m in (*actor["mentions"], *actor["pronouns"])]
        group.update(dict.fromkeys(spans, number))
    found = {span: named.get(span) or pronouns.get(span) for span in group}
    wrong = []
    for one, other in combinations(sorted(group), 2):
        same = group[one] == group[other]
        linked = found[one] is not None and found[one] == found[other]
        counts["links"] += same
        counts["linked"] += linked
        counts["link"] += same and linked
        if same != linked:
            said = " = ".join(repr(row["text"][a:b]) for a, b in (one, other))
            wrong.append(f"link    {said}: {'not found' if same else 'wrong'}")
    return wrong


def tell(part: str, counts: Counter[str]) -> None:
    gold, found, met = counts["gold"], counts["found"], counts["matched"]
    print(f"{part}: {gold} mentions, {found} found")
    print(f"  found        {f1(met, found, gold)}")
    print(f"  wholly right {f1(counts['whole'], found, gold)}")
    print(f"  links        {f1(counts['link'], counts['linked'], counts['links'])}")
    told = (f"{field} {counts[field] / met:.3f}" for field in ("words", "kind", "country", "role"))
    print("  of those found:", ", ".join(told), end="; ")
    print(f"office of holders {counts['office'] / max(counts['offices'], 1):.3f}")


def f1(both: int, found: int, gold: int) -> str:
    precision, recall = both / max(found, 1), both / gold
    return f"F1 {2 * both / (found + gold):.3f} (recall {recall:.3f}, precision {precision:.3f})"


def main(parts: list[str], verbose: bool) -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    for part in parts:
        counts: Counter[str] = Counter()
        for row in rows:
            if row["part"] == part:
                score(row, counts, verbose)
        tell(part, counts)


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(named or ["dev", "test", "owners", "held"], "-v" in sys.argv)
