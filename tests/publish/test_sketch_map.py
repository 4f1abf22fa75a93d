"""The sketch of places keeps its proportions, anywhere on the globe."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.publish.sketch_map import SketchMap, sketch
from reportedly.vocabulary import Place


def place(name: str, lat: float | None, lon: float | None, kind: str = "city") -> Place:
    return Place(name, name, kind, None, lat, lon)  # type: ignore[arg-type]


def drawn(*places: Place) -> SketchMap:
    found = sketch(places)
    assert found is not None
    return found


def test_no_coordinates_no_map() -> None:
    assert sketch([place("Tawila", None, None), place("Nowhere", 91.0, 400.0)]) is None


def test_north_is_up_east_is_right_and_distances_agree() -> None:
    a, b, c = drawn(place("a", 50, 30), place("b", 50, 33), place("c", 52, 30)).points
    assert b.x > a.x
    assert b.y == a.y
    assert c.y < a.y
    assert (b.x - a.x) / 3 / ((a.y - c.y) / 2) == pytest.approx(math.cos(math.radians(51)))


def test_bar_of_scale_measures_the_map() -> None:
    found = drawn(place("a", 10, 20), place("b", 14, 20))
    a, b = found.points
    km = float(found.bar[1].removesuffix(" km").replace(",", ""))
    assert found.bar[0] / km == pytest.approx((a.y - b.y) / (4 * 111.32))


def test_places_on_both_sides_of_the_date_line_stand_close() -> None:
    fiji, samoa = drawn(place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8)).points
    assert samoa.x > fiji.x
    found = drawn(place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8))
    assert {"180°", "175°W"} & {label for _, label in found.meridians}


def test_countries_are_left_out_where_smaller_places_are_named() -> None:
    found = drawn(place("Kassala", 15.4, 36.4), place("Sudan", 16, 30, "country"))
    assert [point.name for point in found.points] == ["Kassala"]
    assert [left.name for left in found.left_out] == ["Sudan"]
    assert len(drawn(place("Sudan", 16, 30, "country")).points) == 1


degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(st.lists(degrees, min_size=1, max_size=12))
def test_every_place_lies_on_the_map_and_no_label_covers_another(
    at: list[tuple[float, float]],
) -> None:
    found = drawn(*(place(f"Place {n}", lat, lon) for n, (lat, lon) in enumerate(at)))
    assert all(0 <= it.x <= found.width and 0 <= it.y <= found.height for it in found.points)
    labels = [it.label for it in found.points if it.label]
    for one, other in combinations(labels, 2):
        assert one.anchor != other.anchor or (one.x, one.y) != (other.x, other.y)
    assert 0 < found.bar[0] < found.width / 2
