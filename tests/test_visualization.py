"""From a view to the browser's payload: nothing lost, nothing trusted, one view one picture."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import KnowledgeGraph, spacing
from graph.arrangement import arrange, arrange_in_columns
from graph.model import Ref, Standing, Status, Value
from graph.namespaces import ID
from graph.network import View, ViewLink, ViewNode
from graph.spacing import Box, Rooms, box, overlapping, rooms_of
from graph.store import Store
from graph.visualization import SILENT, box_of, triples_payload, vis_network_source, vis_payload

SURE = Standing(Status.UNDISPUTED, 1, 0)


@pytest.fixture(scope="module")
def whole(sample_store: Store) -> View:
    graph = KnowledgeGraph(sample_store)
    return graph.neighbourhood(graph.network(), hops=0)


def node(name: str, label: str = "x") -> ViewNode:
    return ViewNode(name, label, ("Person", "Actor"))


def link(name: str, source: str, target: str, standing: Standing = SURE) -> ViewLink:
    return ViewLink(name, source, target, Ref("r", "leads"), standing, ())


def test_every_node_and_every_proposition_of_the_view_is_drawn(whole: View) -> None:
    payload = vis_payload(whole)
    assert {each["id"] for each in payload["nodes"]} == {each.iri for each in whole.nodes}
    assert [(each["id"], each["from"], each["to"]) for each in payload["edges"]] == [
        (each.iri, each.source, each.target) for each in whole.links
    ]


def test_the_payload_is_json_as_it_stands(whole: View) -> None:
    payload = vis_payload(whole)
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


def test_a_denied_link_is_dashed_marked_and_called_so(whole: View) -> None:
    edges = {each["id"]: each for each in vis_payload(whole)["edges"]}
    denied = edges[ID + "proposition/office-approved-transfer"]
    sure = edges[ID + "proposition/raid-by-grey-column"]
    assert denied["status"] == "denied-only"
    assert denied["caption"].endswith("(denied)")
    assert denied["dashes"] and not sure["dashes"]
    assert "middle" in denied["arrows"] and "middle" not in sure["arrows"]


def test_the_legend_counts_what_is_drawn_and_names_nothing_else(whole: View) -> None:
    legend = vis_payload(whole)["legend"]
    counts = {each["status"]: each["count"] for each in legend["statuses"]}
    assert counts == {"undisputed": 6, "unconfirmed": 1, "denied-only": 1}
    assert sum(each["count"] for each in legend["classes"]) == len(whole.nodes)


def test_parallel_links_bow_to_different_sides_whichever_way_they_point() -> None:
    view = View((node("a"), node("b")), (link("1", "a", "b"), link("2", "a", "b"), link("3", "b", "a")))
    bows = [each["smooth"] for each in vis_payload(view)["edges"]]
    signed = [
        (1 if bow.get("type") == "curvedCW" else -1) * bow.get("roundness", 0) * (-1 if place == 2 else 1)
        for place, bow in enumerate(bows)
    ]
    assert len(set(signed)) == 3


def test_parallel_links_in_one_direction_are_not_merged() -> None:
    view = View((node("a"), node("b")), (link("1", "a", "b"), link("2", "a", "b")))
    assert len(vis_payload(view)["edges"]) == 2


def test_a_limit_is_said() -> None:
    view = View((node("a"),), (), hidden=4, cut=True, total_nodes=9)
    payload = vis_payload(view)
    assert (payload["shown"], payload["hidden"], payload["total"]) == (1, 4, 9)


def test_a_label_is_handed_on_as_text_and_its_whole_in_the_tooltip() -> None:
    label = "<script>alert(1)</script> href " + "very long " * 20
    drawn = vis_payload(View((node("a", label),), ()))["nodes"][0]
    assert drawn["title"].startswith(label)
    assert len(drawn["label"]) < 50


def test_the_entity_in_the_middle_is_larger() -> None:
    view = View((node("a"), node("b")), ())
    first, second = vis_payload(view, centre={"a"})["nodes"]
    assert first["size"] > second["size"]


def test_neighbours_that_are_not_shown_are_counted_where_there_are_any() -> None:
    view = View((node("a"), node("b"), node("c")), ())
    drawn = {each["id"]: each.get("more") for each in vis_payload(view, more={"a": 3, "b": 0})["nodes"]}
    assert drawn == {"a": 3, "b": None, "c": None}


def test_a_pinned_node_stands_where_it_was_put_and_moves_no_other() -> None:
    view = View(tuple(map(node, "abc")), (link("1", "a", "b"), link("2", "b", "c")))
    free = {each["id"]: (each["x"], each["y"]) for each in vis_payload(view)["nodes"]}
    held = {
        each["id"]: (each["x"], each["y"])
        for each in vis_payload(view, pins={"a": (900, -7), "elsewhere": (1, 1)})["nodes"]
    }
    assert held == {**free, "a": (900, -7)}


def test_a_large_picture_is_calm_and_its_well_linked_are_read_from_afar() -> None:
    names = [str(number) for number in range(400)]
    view = View(tuple(map(node, names)), tuple(link(f"l{name}", name, "0") for name in names[1:]))
    payload = vis_payload(view)
    acting = payload["options"]["interaction"]
    assert not acting["hover"] and acting["hideEdgesOnDrag"] and acting["hideEdgesOnZoom"]
    hub, leaf = payload["nodes"][0], payload["nodes"][7]
    assert hub["size"] > 1.5 * leaf["size"] and hub["font"]["size"] >= 24 and "font" not in leaf
    small = vis_payload(View(view.nodes[:9], view.links[:8]))
    assert payload["edges"][0]["width"] < small["edges"][0]["width"]
    assert small["options"]["interaction"]["hover"] and "font" not in small["nodes"][0]


def test_one_view_always_gives_one_picture(whole: View) -> None:
    again = replace(whole, nodes=tuple(reversed(whole.nodes)), links=tuple(reversed(whole.links)))
    assert arrange(whole) == arrange(whole) == arrange(again)


@pytest.mark.parametrize("entity", ["", "Ukraine", "Humvee", "Russian Volunteer Corps"])
def test_no_two_labels_of_the_shipped_graph_lie_on_each_other(
    shipped_graph: KnowledgeGraph, entity: str
) -> None:
    view = shipped_graph.neighbourhood([entity], max_nodes=60) if entity else shipped_graph.default_view(24)
    placed = [(each["x"], each["y"], box(each["label"], each["size"])) for each in vis_payload(view)["nodes"]]
    assert len(placed) > 5
    for (x, y, room), (other_x, other_y, other) in combinations(placed, 2):
        beside = abs(x - other_x) >= room.half_width + other.half_width - 0.2
        above = y + room.below <= other_y - other.above + 0.2 or other_y + other.below <= y - room.above + 0.2
        assert beside or above


def test_no_two_labels_of_a_small_view_lie_on_each_other(whole: View) -> None:
    spots = list(arrange(whole).values())
    for place, (x, y) in enumerate(spots):
        for other_x, other_y in spots[place + 1 :]:
            assert abs(x - other_x) >= 149 or abs(y - other_y) >= 73


@given(st.integers(min_value=1, max_value=40))
def test_every_node_gets_a_finite_place_of_its_own(count: int) -> None:
    view = View(
        tuple(node(str(number)) for number in range(count)),
        tuple(link(f"l{number}", str(number), str(number // 2)) for number in range(count)),
    )
    places = arrange(view)
    assert len(places) == len(set(places.values())) == count
    assert all(abs(part) < 1e5 for place in places.values() for part in place)


@pytest.mark.parametrize("count", [24, 100, 500])
def test_no_two_rooms_lie_on_each_other_however_crowded_the_picture(count: int) -> None:
    view = View(
        tuple(
            ViewNode(f"{number:04}", "A name of several words" * (number % 2 or 1), ())
            for number in range(count)
        ),
        tuple(link(f"l{number}", f"{number:04}", f"{number // 3:04}") for number in range(1, count)),
    )
    nodes = vis_payload(view)["nodes"]
    rooms = rooms_of(map(box_of, nodes))
    middles = np.array([(each["x"], each["y"]) for each in nodes]) + rooms.lift
    assert overlapping(middles, Rooms(rooms.half - 0.1, rooms.lift)) == 0
    assert overlapping(middles * 0.5, rooms) > 0.5, "the measure itself can find overlaps"


def test_what_little_pushing_cannot_solve_a_larger_picture_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacing, "_PUSH_ROUNDS", 1)
    rooms = rooms_of([Box(50.0, 10.0, 30.0)] * 40)
    crowded = np.random.default_rng(1).normal(0, 40, (40, 2))
    assert overlapping(spacing.separate(crowded, rooms), rooms) == 0


def test_parts_that_do_not_hang_together_stand_side_by_side() -> None:
    names = [f"{number:02}" for number in range(40)]
    view = View(tuple(map(node, names)), tuple(link(f"l{one}", one, "00") for one in names[1:8]))
    places = arrange(view)
    across, down = zip(*places.values(), strict=True)
    taken = 40 * 150 * 74
    assert (max(across) - min(across)) * (max(down) - min(down)) < 3.5 * taken
    star = [places[name] for name in names[:8]]
    for name in names[8:]:
        x, y = places[name]
        inside = all(
            min(axis) < part < max(axis) for part, axis in zip((x, y), zip(*star, strict=True), strict=True)
        )
        assert not inside, "another part stands outside of what the star takes"


def test_the_middle_of_a_star_is_its_middle_and_no_leaf_hides_another() -> None:
    names = [f"{number:02}" for number in range(26)]
    view = View(tuple(map(node, names)), tuple(link(f"l{one}", "13", one) for one in names if one != "13"))
    places = {name: complex(*place) for name, place in arrange(view).items()}
    leaves = [places[name] - places["13"] for name in names if name != "13"]
    assert abs(sum(leaves) / len(leaves)) < 60
    turns = sorted(math.atan2(leaf.imag * 1.85, leaf.real) for leaf in leaves)
    assert min(later - earlier for earlier, later in pairwise(turns)) > math.radians(4)


def test_many_parallel_links_stay_beside_each_other() -> None:
    view = View((node("a"), node("b")), tuple(link(str(number), "a", "b") for number in range(12)))
    bows = [each["smooth"] for each in vis_payload(view)["edges"]]
    signed = {(1 if bow["type"] == "curvedCW" else -1) * bow["roundness"] for bow in bows}
    assert len(signed) == 12 and max(map(abs, signed)) <= 0.6


def test_who_is_not_spoken_of_stays_greyed_dashed_and_called_so() -> None:
    view = View((node("a", "Anna"), node("b")), (), silent=frozenset("a"))
    payload = vis_payload(view)
    silent, spoken = payload["nodes"]
    assert silent["silent"] and silent["color"] == SILENT["colour"]
    assert silent["shapeProperties"]["borderDashes"]
    assert silent["label"] == "Anna"
    assert silent["title"].endswith("(not spoken of here)")
    assert not spoken["silent"] and not spoken["shapeProperties"]["borderDashes"]
    assert spoken["color"] != SILENT["colour"]
    assert "not spoken of" not in spoken["title"]
    assert payload["legend"]["silent"]["count"] == 1


def test_a_perspective_that_drops_links_moves_no_node(whole: View) -> None:
    told = replace(whole, links=whole.links[:2], untold=len(whole.links) - 2)
    places = [
        {each["id"]: (each["x"], each["y"]) for each in vis_payload(view, whole=whole)["nodes"]}
        for view in (whole, told)
    ]
    assert places[0] == places[1]
    alone = {each["id"]: (each["x"], each["y"]) for each in vis_payload(told)["nodes"]}
    assert alone != places[0], "without the whole, what is told decides"
    assert len(vis_payload(told, whole=whole)["edges"]) == 2


def test_captions_are_written_as_in_the_whole_picture() -> None:
    names = [str(number) for number in range(30)]
    nodes = tuple(map(node, names))
    whole = View(nodes, tuple(link(f"l{name}", name, "0") for name in names[1:]))
    told = replace(whole, links=whole.links[:3])
    assert vis_payload(told)["captions"]
    assert not vis_payload(told, whole=whole)["captions"]


def test_an_empty_view_is_a_payload_too() -> None:
    assert vis_payload(View((), ()))["nodes"] == []


def test_a_path_is_laid_out_from_left_to_right() -> None:
    view = View(tuple(node(name) for name in "abc"), (link("1", "a", "b"), link("2", "c", "b")))
    places = arrange_in_columns(view, {"a": 0, "b": 1, "c": 2})
    assert places["a"][0] < places["b"][0] < places["c"][0]


def test_bare_triples_say_nothing_of_how_they_stand() -> None:
    triples = [("s", "p", "o"), ("s", "q", Value("3", "integer"))]
    payload = triples_payload(triples, str.upper, lambda _: ())
    assert [each["name"] for each in payload["nodes"]] == ["S", "O", "3"]
    assert payload["legend"]["statuses"] == []
    assert {each["status"] for each in payload["edges"]} == {""}


def test_the_library_is_the_one_pyvis_brings_and_asks_nobody_for_anything() -> None:
    script, style = vis_network_source()
    assert "vis-network" in script[:2000]
    assert "@import" not in style
    assert "url(http" not in style
