"""Saved views: what is written is read back, and nothing that people write into a file gets further."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.namespaces import ID
from graph.settings import LIMITS
from graph.ui.address import read_explore
from graph.ui.main import PLACES
from graph.ui.session import Expansion, ExploreState, FilterState, PerspectiveState, Pin, query_names, written
from graph.ui.viewfile import FORMAT, FURTHEST, PAGES, VERSION, ReadView, SavedView, read_view, write_view

pages = st.sampled_from(sorted(PAGES))
coordinates = st.integers(-FURTHEST, FURTHEST)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def file(**changed: Any) -> bytes:
    """Return a saved view with some of its parts replaced; None takes one out."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "saved": {"build": "b1", "entities": 3},
        "page": "explore",
        "query": {"entity": ["actor/x"], "depth": ["2"]},
        "places": {"actor/x": [12, -40]},
        **changed,
    }
    return json.dumps({name: part for name, part in whole.items() if part is not None}).encode()


@st.composite
def views(draw: st.DrawFn) -> SavedView:
    page = draw(pages)
    names = sorted(
        {name for kind in (PAGES[page], PerspectiveState, FilterState) for name in query_names(kind)}
    )
    values = st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4)
    iris = st.text("abcdef-/", min_size=1, max_size=12).map(lambda text: ID + text)
    return SavedView(
        page,
        draw(st.dictionaries(st.sampled_from(names), values, max_size=5)),
        draw(st.dictionaries(iris, st.tuples(coordinates, coordinates), max_size=5)),
        draw(st.text(st.characters(codec="utf-8"), max_size=20)),
        draw(st.dictionaries(st.sampled_from(["entities", "links", "claims"]), st.integers(0, 10**9))),
    )


@given(views())
def test_what_is_saved_is_read_back_whole_and_without_complaint(view: SavedView) -> None:
    assert read_view(write_view(view)) == ReadView(view)


def test_a_state_of_explore_survives_file_and_reading_as_it_survives_its_url() -> None:
    state = ExploreState(
        ID + "actor/x",
        2,
        40,
        (ID + "weapon/y",),
        (Expansion(ID + "place/z"),),
        pins=(Pin(ID + "actor/x", 3, -4),),
    )
    saved = read_view(write_view(SavedView("explore", written(state)))).view
    assert read_explore(saved.query, lambda name: name if "://" in name else ID + name).state == state


def test_every_page_with_something_to_save_has_its_place_in_a_file() -> None:
    assert {place.name for places in PLACES.values() for place in places} - {"about", "import"} == set(PAGES)


@given(json_values)
def test_no_json_makes_reading_fail_in_another_way_than_by_a_sentence(value: object) -> None:
    for content in (json.dumps(value).encode(), file(query=value), file(places=value), file(saved=value)):
        try:
            told = read_view(content)
        except InputError as error:
            assert str(error).endswith(".")
        else:
            assert all(problem.endswith(".") for problem in told.problems)


@given(st.binary(max_size=60))
def test_no_bytes_make_reading_fail_in_another_way_than_by_a_sentence(content: bytes) -> None:
    with pytest.raises(InputError):
        read_view(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b'{"format": "armsgraph-view",\n "version" 1}',
            "not JSON: Expecting ':' delimiter at line 2, column 12",
        ),
        (b"\xff\xfe\x00", "not text in UTF-8 (byte 0)"),
        (b"[1, 2]", "holds a list of 2; a saved view is a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": 1, "a": 2}', 'gives "a" twice'),
        (b'{"version": ' + b"9" * 5_000 + b"}", "a whole number of thousands of digits"),
        (b'{"page": ["\\ud800"]}', "holds \\ud800, half a letter"),
        (b" " * 1_000_001, "has 1,000,001 bytes; a saved view has 1,000,000 at most"),
        (file(format="geojson"), '"format" is "geojson", not "armsgraph-view"'),
        (file(version=VERSION + 6), f"version {VERSION + 6} of saved views; this armsgraph reads up to"),
        (file(version=0), '"version" is 0; it takes a whole number from 1'),
        (file(version=True), '"version" is true'),
        (file(version="1"), '"version" is "1"'),
        (file(page="../../etc"), '"page" is "../../etc"; it takes one of explore, paths'),
        (file(page=None), '"page" is missing or null'),
        (file(query="x"), '"query" is "x"; it takes an object'),
    ],
)
def test_a_file_that_is_no_saved_view_is_refused_with_the_place_that_is_wrong(
    content: bytes, words: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_view(content)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"colour": "red"}, '"colour" is no part of a saved view.'),
        (
            {"query": {"entity": ["actor/x"], "format": ["trig"]}},
            '"query.format" is no part of the page explore',
        ),
        ({"query": {"depth": 2}}, '"query.depth" is 2; it takes a list of texts.'),
        ({"query": {"add": ["actor/x", {"a": 1}]}}, '"query.add[1]" is an object of 1; it takes a text.'),
        ({"query": {"add": ["x" * 9_000]}}, '"query.add[0]" has 9,000 letters, 8,000 at most.'),
        ({"places": {"actor/x": [1, "2"]}}, '"places.actor/x" is a list of 2; a place is two whole numbers'),
        ({"places": {"actor/x": [1, 10**9]}}, '"places.actor/x"'),
        ({"places": {"actor/x": [True, 1]}}, '"places.actor/x"'),
        ({"places": []}, '"places" is a list of 0; it takes an object'),
        ({"saved": 7}, '"saved" is 7; it takes the build'),
        ({"saved": {"build": "b1", "links": -1}}, '"saved.links" is -1; it is left out.'),
    ],
)
def test_what_cannot_be_used_is_left_out_and_said_with_its_place(changed: dict[str, Any], words: str) -> None:
    told = read_view(file(**changed))
    assert len(told.problems) == 1
    assert words in told.problems[0]
    assert told.view.page == "explore"


def test_ten_thousand_values_are_cut_to_what_a_view_can_have() -> None:
    told = read_view(file(query={"add": [f"actor/{n}" for n in range(10_000)]}))
    assert len(told.view.query["add"]) == LIMITS.view_file_values
    assert told.problems == ('"query.add" has 10,000 values; the first 2,000 are used.',)
    many = {f"actor/{n}": [n, n] for n in range(LIMITS.view_max_nodes + 1)}
    assert len(read_view(file(places=many)).view.places) == LIMITS.view_max_nodes


def test_a_depth_of_99_passes_the_file_and_is_judged_as_the_address_is() -> None:
    told = read_view(file(query={"entity": ["actor/x"], "depth": ["99"]}))
    reading = read_explore(told.view.query, str)
    assert reading.state.depth == 1
    assert "depth = '99'" in reading.problems[0]
