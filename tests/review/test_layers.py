"""People's decisions over a reading: later ones outrank, none is lost."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.record.references import entries_of, references_of
from reportedly.review import Unfit, lay, marks, reviewed
from reportedly.review.fields import corrected
from reportedly.review.seen import look, seen_in, to_json
from reportedly.vocabulary import Figure, Reading, Review, Span, Speaker

Decide = Callable[..., Review]


def entry(reading: Reading, id_: str) -> Any:
    kinds = ("actors", "places", "statements", "events", "figures", "commitments")
    return next((it for kind in kinds for it in getattr(reading, kind) if it.id == id_), None)


def states(reading: Reading, decisions: list[Review], id_: str) -> list[str]:
    return [mark.state for mark in marks(reading, decisions)[id_]]


def test_nothing_decided_changes_nothing(reading: Reading, decide: Decide) -> None:
    assert reviewed(reading, []) is reading
    elsewhere = dataclasses.replace(decide("reject", "f19"), article="r2")
    assert reviewed(reading, [elsewhere]) == reading
    assert reviewed(reading, [decide("comment", "f19", note="Really?")]) == reading


def test_accepted_event_is_certain(reading: Reading, decide: Decide) -> None:
    assert entry(reviewed(reading, [decide("accept", "e38")]), "e38").confidence == 1.0


@pytest.mark.parametrize(
    ("id_", "field", "new"),
    [
        ("f19", "low", 14), ("f19", "high", 20.5), ("f19", "unit", None), ("f19", "event", None),
        ("s9", "speaker.actor", None), ("s9", "speaker", None), ("s9", "act", "report"),
        ("s9", "content.0", [14, 30]), ("e38", "status", "denied"), ("e38", "plover.mode", None),
        ("e38", "actors", []), ("p58", "lat", 13.63), ("c131", "what", [131, 146]),
        ("c131", "status", "met"), ("a4", "name", "Sudanese Armed Forces"),
    ],
)  # fmt: skip
def test_correction_is_typed_by_the_vocabulary(
    reading: Reading, decide: Decide, id_: str, field: str, new: object
) -> None:
    renewed = entry(reviewed(reading, [decide("correct", id_, field=field, new=new)]), id_)
    value = renewed
    for part in field.split("."):
        value = value[int(part)] if part.isdecimal() else getattr(value, part)
    assert json.loads(json.dumps(value)) == new


@pytest.mark.parametrize(
    ("id_", "field", "new", "reason"),
    [
        ("f19", "low", "12", "valid number"), ("f19", "low", True, "valid number"),
        ("f19", "lowest", 3, "no field"), ("f19", "", {}, "no field"), ("f19", "id", "f20", "not"),
        ("f19", "low", float("inf"), "finite"), ("f19", "span", [30, 19], "outside the text"),
        ("f19", "span", [0, 9_999], "outside the text"), ("f19", "event", "e39", "no e39 among"),
        ("f19", "event", "s9", "no s9 among the events"), ("s9", "addressee.actor", "a4", "empty"),
        ("s9", "speaker", {"actor": "a4", "span": [0, 8], "name": "x"}, "no field speaker.name"),
        ("e38", "status", "perhaps", "should be"), ("e38", "confidence", 1, "accept"),
        ("e38", "actors.3", "a4", "no field"), ("p58", "lat", 93.0, "-90"),
        ("p58", "country", "Sudan", "three letters"), ("p58", "precision", 0, "1, 2 or 3"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_and_changes_nothing(
    reading: Reading, decide: Decide, id_: str, field: str, new: object, reason: str
) -> None:
    old = to_json(look(reading, id_))
    bad = decide("correct", id_, field=field, new=new, old=old)
    told = lay(reading, [bad])
    assert told.reading == reading
    (mark,) = told.marks[id_]
    assert mark.state == "unfit"
    assert reason in (mark.reason or "")


def test_bounds_go_with_a_value_that_they_are() -> None:
    exact = Figure("f1", "killed", "civilians", 7.0, 7.0, 7.0, "exactly", Span(0, 5))
    renewed = corrected("figures", exact, "value", 9)
    assert (renewed.value, renewed.low, renewed.high) == (9, 9, 9)
    with pytest.raises(Unfit, match="above high"):
        corrected("figures", exact, "low", 8)


def test_rejected_entry_is_gone_and_nothing_points_at_it(reading: Reading, decide: Decide) -> None:
    left = reviewed(reading, [decide("reject", "a4"), decide("reject", "f19")])
    assert (left.actors, left.figures) == ((), ())
    assert entry(left, "s9").speaker == Speaker(None, Span(0, 8))
    assert (entry(left, "e38").actors, entry(left, "e38").figures) == ((), ())
    assert entry(left, "c131").by == ()


def test_claim_of_a_rejected_statement_goes_to_the_one_around_it(
    reading: Reading, decide: Decide
) -> None:
    outer = dataclasses.replace(reading.statements[0], id="s1", inside=None)
    inner = dataclasses.replace(reading.statements[0], inside="s1")
    nested = dataclasses.replace(reading, statements=(outer, inner))
    left = reviewed(nested, [decide("reject", "s9", of=nested)])
    assert (entry(left, "e38").statement, entry(left, "e38").status) == ("s1", "claimed")
    none = reviewed(reading, [decide("reject", "s9")])
    assert (entry(none, "e38").statement, entry(none, "e38").status) == (None, "claimed")


def test_later_reviewer_counts_and_both_are_shown(reading: Reading, decide: Decide) -> None:
    ada = decide("correct", "f19", "Ada", field="low", new=14)
    bob = decide("correct", "f19", "Bob", field="low", new=15)
    assert entry(reviewed(reading, [bob, ada]), "f19").low == 15
    first, second = marks(reading, [ada, bob])["f19"]
    assert (first.review.author, first.state) == ("Ada", "overruled")
    assert first.reason == "overruled by Bob (decision 2)"
    assert (second.review.author, second.state) == ("Bob", "counts")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (["reject", "accept"], ["overruled", "counts"]),
        (["accept", "reject"], ["overruled", "counts"]),
        (["accept", "accept"], ["counts", "counts"]),
        (["reject", "comment", "reject"], ["counts", "counts", "counts"]),
        (["accept", "correct low"], ["overruled", "counts"]),
        (["correct low", "correct unit"], ["counts", "counts"]),
        (["correct low", "reject", "correct unit"], ["overruled", "overruled", "counts"]),
        (["reject", "correct colour"], ["counts", "unfit"]),
    ],
)
def test_which_of_two_decisions_counts(
    reading: Reading, decide: Decide, made: list[str], expected: list[str]
) -> None:
    new = {"low": 14, "unit": "aircraft", "colour": "red"}
    decisions = []
    for what in made:
        decision, _, field = what.partition(" ")
        told = {"field": field, "new": new[field]} if field else {}
        decisions.append(decide(decision, "f19", old=to_json(look(reading, "f19")), **told))
    assert states(reading, decisions, "f19") == expected
    rejected = "reject" in made and expected[made.index("reject")] == "counts"
    assert (entry(reviewed(reading, decisions), "f19") is None) == rejected


def test_undone_decisions_do_not_count_until_that_is_undone(
    reading: Reading, decide: Decide
) -> None:
    made = [decide("reject", "f19"), decide("undo", "f19", "Bob", undoes=1)]
    assert reviewed(reading, made) == reading
    assert marks(reading, made)["f19"][0].reason == "taken back by Bob (decision 2)"
    made.append(decide("undo", "f19", undoes=2))
    assert reviewed(reading, made).figures == ()


def test_acceptance_of_what_another_corrected_keeps_the_correction(
    reading: Reading, decide: Decide
) -> None:
    one = decide("correct", "f19", field="low", new=14)
    two = decide("accept", "f19", "Bob", of=reviewed(reading, [one]))
    assert entry(reviewed(reading, [one, two]), "f19").low == 14
    assert states(reading, [one, two], "f19") == ["counts", "counts"]
    blind = dataclasses.replace(decide("accept", "f19", "Eve"), number=3)
    assert states(reading, [one, two, blind], "f19") == ["overruled", "counts", "counts"]


# A newer version of the reader


def renamed(reading: Reading, **new: str) -> Reading:
    """Return the reading as a newer version might give it: other ids for the same words."""
    lists: dict[str, Any] = {}
    for kind in ("actors", "figures", "events", "statements"):
        lists[kind] = tuple(
            dataclasses.replace(it, id=new.get(it.id, it.id)) for it in getattr(reading, kind)
        )
    return dataclasses.replace(reading, reader="reader 2", **lists)


def test_accepted_and_corrected_values_outrank_a_newer_reader(
    reading: Reading, decide: Decide
) -> None:
    decisions = [decide("accept", "e38"), decide("correct", "f19", field="low", new=14)]
    otherwise = dataclasses.replace(reading.events[0], status="asserted", place=None)
    lower = dataclasses.replace(reading.figures[0], low=2.0, measure="destroyed")
    newer = dataclasses.replace(
        reading, reader="reader 2", events=(otherwise, *reading.events[1:]), figures=(lower,)
    )
    stands = reviewed(newer, decisions)
    assert entry(stands, "e38") == dataclasses.replace(reading.events[0], confidence=1.0)
    assert (entry(stands, "f19").low, entry(stands, "f19").measure) == (14, "destroyed")


def test_decision_finds_the_same_words_under_another_id(reading: Reading, decide: Decide) -> None:
    decisions = [decide("correct", "f19", field="low", new=14), decide("reject", "e38")]
    newer = renamed(reading, f19="f16", e38="e19")
    wider = dataclasses.replace(newer.figures[0], span=Span(16, 30), event=None)
    newer = dataclasses.replace(newer, figures=(wider,))
    told = lay(newer, decisions)
    assert entry(told.reading, "f16").low == 14
    assert entry(told.reading, "e19") is None
    assert told.marks["f16"][0].entry == "f16"
    assert told.unattached == ()


def test_decision_is_never_guessed_onto_a_neighbour(reading: Reading, decide: Decide) -> None:
    decision = decide("reject", "e101")
    newer = dataclasses.replace(reading, events=reading.events[:2])  # e69 has the same sentence
    told = lay(newer, [decision])
    assert told.reading == newer
    assert told.unattached == (decision,)
    elsewhere = dataclasses.replace(reading.events[0], id="e70", evidence=(Span(69, 121),))
    denied = dataclasses.replace(elsewhere, place=None, time=None, actors=())
    twins = dataclasses.replace(
        reading, events=(denied, dataclasses.replace(denied, id="e71"))
    )  # nothing tells which of the two it was
    assert lay(twins, [decision]).unattached == (decision,)


def test_correction_follows_an_actor_that_is_called_otherwise(
    reading: Reading, decide: Decide
) -> None:
    second = dataclasses.replace(reading.actors[0], id="a122", mentions=(Span(122, 130),))
    first = dataclasses.replace(reading.actors[0], mentions=(Span(0, 8),))
    two = dataclasses.replace(reading, actors=(first, second))
    correction = decide("correct", "s9", field="speaker.actor", new="a122", of=two,
                        old=to_json(look(two, "s9", "speaker.actor",
                                         corrected("statements", two.statements[0],
                                                   "speaker.actor", "a122"))))  # fmt: skip
    assert entry(reviewed(two, [correction]), "s9").speaker.actor == "a122"
    assert entry(reviewed(reading, [correction]), "s9").speaker.actor == "a4"  # now one actor
    gone = dataclasses.replace(two, actors=(first,))
    (mark,) = marks(gone, [correction])["s9"]
    assert (mark.state, entry(reviewed(gone, [correction]), "s9").speaker.actor) == ("unfit", "a4")


def moved(reading: Reading, by: str = "Update. ") -> Reading:
    """Return the reading of the same report with a word before it: all offsets move."""
    from reportedly.record.document import as_document, from_json

    def shift(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shift(part) for key, part in value.items()}
        if isinstance(value, list):
            whole = [isinstance(part, int) for part in value]
            return [part + len(by) for part in value] if whole == [True, True] else [
                shift(part) for part in value
            ]  # fmt: skip
        return value

    document = shift(as_document(reading))
    document["article"]["text"] = by + reading.article.text
    return from_json(json.dumps(document))


def test_in_a_changed_text_words_are_found_again_and_spans_are_not(
    reading: Reading, decide: Decide
) -> None:
    decisions = [
        decide("correct", "f19", field="low", new=14),
        decide("correct", "f19", field="span", new=[19, 37]),
        decide("accept", "e38"),
        decide("reject", "e101"),
    ]
    told = lay(moved(reading), decisions)
    assert entry(told.reading, "f19").low == 14
    assert [mark.state for mark in told.marks["f19"]] == ["counts", "unfit"]
    assert entry(told.reading, "e38").confidence == 1.0
    assert entry(told.reading, "e38").evidence == (Span(8, 76),)
    assert told.marks["e38"][0].state == "counts"
    assert told.unattached == (decisions[3],)  # two events have its words


def test_decision_kept_without_what_was_seen_goes_by_its_id(
    reading: Reading, decide: Decide
) -> None:
    plain = decide("correct", "f19", field="low", new=14, old="12")
    assert seen_in(plain).value == 12
    assert entry(reviewed(reading, [plain]), "f19").low == 14
    assert lay(renamed(reading, f19="f16"), [plain]).unattached == (plain,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_decisions_leave_a_sound_reading(reading: Reading, data: st.DataObject) -> None:
    ids = [it.id for _, it in entries_of(reading)]
    decisions = []
    for number in range(1, data.draw(st.integers(1, 8)) + 1):
        id_ = data.draw(st.sampled_from(ids))
        kind = data.draw(st.sampled_from(["accept", "reject", "undo", "correct"]))
        told: dict[str, Any] = {"old": to_json(look(reading, id_))}
        if kind == "undo":
            told = {"undoes": data.draw(st.integers(1, max(1, number - 1)))}
        if kind == "correct":
            field = data.draw(st.sampled_from(["statement", "actors", "low", "status", "place"]))
            values = ["s9", "a4", ["a4"], 3, None, "claimed", "p58", "e38"]
            told |= {"field": field, "new": json.dumps(data.draw(st.sampled_from(values)))}
        decisions.append(Review(number, "", "Ada", kind, "r1", id_, **told))  # type: ignore[arg-type]
    stands = reviewed(reading, decisions)
    left = {it.id: kind for kind, it in entries_of(stands)}
    assert len(left) == len(list(entries_of(stands)))
    for kind, it in entries_of(stands):
        assert all(left.get(ref) == referred for _, referred, ref in references_of(kind, it))
