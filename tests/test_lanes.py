"""Paths as lanes: where stations stand, what is drawn of each hop, and what a click is told to do."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path as File

from hypothesis import given
from hypothesis import strategies as st

import graph.ui.lanes as lanes_module
from graph.model import Hop, Path, Ref, Stance, Status
from graph.network import Restriction
from graph.pathfinding import PathQuestion, compare_paths, find_paths
from graph.presentation import LINES, Presentation
from graph.sentences import hop_sentence
from graph.ui.aligning import columns_of
from graph.ui.lanes import Drawing, Lane, lane_of, lanes, path_words, read
from graph.ui.path_lanes import open_hop, path_sentence
from graph.ui.path_question import without_ends
from graph.ui.path_telling import comparison_words
from graph.ui.plain import element
from graph.ui.session import PathState
from making import claim, edges_as_claims, network_of, proposition

LOOKS = Presentation()
KNOWS = "proposition/a-knows-b"


def words_of(hop: Hop) -> str:
    return hop_sentence(hop, {})


def drawing(**fields) -> Drawing:
    given_fields = {
        "look": lambda iri: LOOKS.look(("Person",)),
        "sentence": words_of,
        "evidence": lambda hop: element("p", f"evidence of {hop.start.iri}{hop.end.iri}"),
    }
    return Drawing(**{**given_fields, **fields})


def found(claims, **restriction):
    question = PathQuestion("a", "z", restriction=Restriction(**restriction))
    return find_paths(network_of(claims, "az"), question).paths


@given(
    st.lists(
        st.lists(st.sampled_from("bcdefg"), unique=True, max_size=5).map(lambda middle: ["a", *middle, "z"]),
        min_size=1,
        max_size=6,
    )
)
def test_stations_go_from_left_to_right_and_the_ends_stand_under_one_another(paths):
    columns = columns_of(paths)
    assert all(left < right for row in columns for left, right in pairwise(row))
    assert {row[0] for row in columns} == {0}
    assert len({row[-1] for row in columns}) == 1
    assert columns[0][-1] <= max(map(len, paths))


def test_an_entity_stands_in_one_column_wherever_the_orders_go_together():
    paths = ["abz", "acbz", "acdz"]
    columns = columns_of(paths)
    places = {
        (letter, place)
        for path, row in zip(paths, columns, strict=True)
        for letter, place in zip(path, row, strict=True)
    }
    assert len(places) == len({letter for letter, _ in places})


def test_a_lane_shows_shape_words_line_and_what_is_offered_and_nothing_of_the_data_is_read_as_html():
    nasty = "<img src=x onerror=alert(1)>"
    [path] = found(edges_as_claims([("a", "b"), ("b", "z")]))
    hops = (replace(path.hops[0], end=Ref("b", nasty)), replace(path.hops[1], start=Ref("b", nasty)))
    html = str(lanes([Lane(Path(hops))], drawing(through=("b",))))
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 2
    assert re.findall(r'data-go="((?:through|avoid|explore):[^"]*)"', html) == [
        "explore:a", "through:b", "avoid:b", "explore:b", "explore:z",
    ]  # fmt: skip
    assert 'data-go="through:b" aria-pressed="true"' in html
    assert html.count('data-go="hop:1:') == 2
    assert html.count('aria-expanded="false"') == 2


def test_each_hop_is_drawn_by_how_it_stands():
    denied = [*edges_as_claims([("b", "z")]), claim("no", proposition("b", "knows", "z"), "x", Stance.DENIES)]
    html = str(lanes([Lane(one) for one in found(edges_as_claims([("a", "b")]) + denied)], drawing()))
    line = LINES[Status.DISPUTED]
    assert f'stroke="light-dark({line.colour}, {line.dark_colour})"' in html
    assert 'stroke-dasharray="12 6"' in html
    assert "Disputed, 1 origin" in html
    assert "Undisputed, 1 origin" in html


def test_the_evidence_opens_under_the_one_hop_that_was_chosen():
    paths = [Lane(one) for one in found(edges_as_claims([("a", "b"), ("b", "z"), ("b", "c"), ("c", "z")]))]
    html = str(lanes(paths, drawing(open_hop=(2, KNOWS))))
    assert html.count("evidence of ab") == 1
    assert html.index("2. 3 hops") < html.index("evidence of ab")
    assert html.count('aria-expanded="true"') == 1


def test_a_hop_that_is_told_against_its_way_points_back():
    [path] = found(edges_as_claims([("b", "a"), ("b", "z")]))
    backwards = [read(hop, words_of)[0] for hop in path.hops]
    assert backwards == [True, False]
    assert str(lanes([Lane(path)], drawing())).count(" ag-back") == 1


def test_two_tellings_of_a_lane_say_how_each_hop_stands_in_either():
    ours = edges_as_claims([("a", "b"), ("b", "z")])
    theirs = [*edges_as_claims([("a", "b")]), *edges_as_claims([("b", "z")], stance=Stance.DENIES)]
    compared = compare_paths(network_of(ours), network_of(theirs), PathQuestion("a", "z"))
    html = str(lanes([lane_of(one) for one in compared.paths], drawing(other="Moscow")))
    assert "Not told by Moscow" in html
    assert "Here: undisputed, 1 origin" in html
    assert "Moscow: undisputed, 1 origin" in html
    assert "Moscow: denied only, nobody asserts it" in html


def test_the_heading_of_a_lane_names_its_weakest_hop():
    unsure = [claim("u", proposition("b", "knows", "z"), stance=Stance.UNSURE)]
    [path] = found(edges_as_claims([("a", "b")]) + unsure)
    assert path_words(3, path) == "3. 2 hops, the weakest unconfirmed"


def test_which_hop_is_open_is_read_from_the_selection():
    assert open_hop(PathState(selected="x/y#12")) == (12, "x/y")
    assert open_hop(PathState(selected="ontology#leads")) == (0, "ontology#leads")
    assert open_hop(PathState()) == (0, "")


def test_an_end_need_not_be_passed():
    asked = PathState("a", "z", through=("a", "b", "z"))
    assert without_ends(asked).through == ("b",)


def test_how_many_paths_there_are_and_how_the_first_stands_is_a_sentence():
    sure = edges_as_claims([("a", "b"), ("b", "z")])
    unsure = [claim("u", proposition("a", "knows", "z"), stance=Stance.UNSURE)]
    one = find_paths(network_of(sure), PathQuestion("a", "z"))
    assert path_sentence(one) == "1 path from A to Z, none of its hops is disputed."
    two = find_paths(network_of(sure + unsure), PathQuestion("a", "z"))
    assert path_sentence(replace(two, cut=True)) == (
        "2 paths from A to Z, the shortest and best supported first; the weakest hop of the first is "
        "unconfirmed. There may be more: the search was cut."
    )


def test_how_many_paths_the_other_telling_tells_is_a_sentence():
    both = edges_as_claims([("a", "b"), ("b", "z")])
    ours = edges_as_claims([("a", "c"), ("c", "z")])

    def words(one, other):
        networks = network_of(one, "abcdz"), network_of(other, "abcdz")
        return comparison_words(compare_paths(*networks, PathQuestion("a", "z")), "Moscow")

    assert words(both, ours + both) == "Moscow tells 2 of these 2 paths. 1 of them is told there alone."
    assert words(both + ours, both) == "Moscow tells 1 of these 2 paths."
    assert words(both, []) == "Moscow does not tell this path."


def test_every_text_of_the_lanes_and_of_the_page_can_be_said():
    folder = File(lanes_module.__file__).parent
    code = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    asked = set(re.findall(r"""say\(\s*["']((?:paths|lanes|choosing)\.[\w-]+)["']""", code))
    there = {
        f"{name}.{key}"
        for name in ("paths", "lanes", "choosing")
        for key in tomllib.loads((folder / "text" / "en" / f"{name}.toml").read_text(encoding="utf-8"))
    }
    assert asked <= there
    assert there - asked <= {"lanes.close", "lanes.evidence", "paths.through", "paths.avoid", "paths.chips"}
