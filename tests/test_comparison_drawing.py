"""Two tellings in one drawing."""

from __future__ import annotations

import pytest

from graph.comparison import TellingSide, compare, comparison_view
from graph.errors import InputError
from graph.model import Stance
from graph.perspective import Perspective
from graph.standing import restand
from making import claim, network_of, proposition

ASSERTS, DENIES = Stance.ASSERTS, Stance.DENIES


def drawn(one, other, max_nodes=60):
    claims = [*one, *other]
    entities = {end for each in claims for end in (each.proposition.subject.iri, each.proposition.object.iri)}
    found = compare(restand(one), restand(other), entities=entities)
    return comparison_view(found, network_of(claims, ["a/nobody"]), max_nodes)


def edge(path, by, stance=ASSERTS):
    about = proposition(*path)
    return claim(f"c/{by}/{about.iri}", about, by, stance)


ONE = [edge(("x", "by", "y"), "one"), edge(("y", "in", "z"), "one"), edge(("p", "by", "q"), "one")]
OTHER = [
    edge(("x", "by", "y"), "other", DENIES),
    edge(("y", "in", "z"), "other"),
    edge(("s", "by", "t"), "other"),
]


def shown(found):
    return [node.iri for node in found.view.nodes]


def test_a_drawing_holds_what_either_tells_with_its_side_and_nobody_else():
    found = drawn(ONE, OTHER)
    assert shown(found) == ["p", "q", "s", "t", "x", "y", "z"]
    assert found.sides == {
        "proposition/x-by-y": TellingSide.OPPOSED,
        "proposition/y-in-z": TellingSide.BOTH,
        "proposition/p-by-q": TellingSide.ONLY_ONE,
        "proposition/s-by-t": TellingSide.ONLY_OTHER,
    }
    assert (found.view.hidden, found.view.cut, found.view.total_nodes, found.view.total_links) == (
        0,
        False,
        7,
        4,
    )


@pytest.mark.parametrize(("limit", "kept"), [(1, ""), (2, "xy"), (3, "xyz"), (4, "xyz"), (5, "pqxyz")])
def test_a_drawing_that_is_cut_keeps_what_is_opposed_and_then_what_is_shared(limit, kept):
    found = drawn(ONE, OTHER, limit)
    assert "".join(shown(found)) == kept
    assert (found.view.hidden, found.view.cut) == (7 - len(kept), True)
    assert set(found.sides) == {link.iri for link in found.view.links}


def test_of_what_is_alike_that_is_kept_which_hangs_together():
    one = [edge(("x", "by", "y"), "one"), edge(("a", "by", "b"), "one"), edge(("y", "in", "z"), "one")]
    other = [edge(("x", "by", "y"), "other", DENIES)]
    assert "".join(shown(drawn(one, other, 4))) == "xyz"


def test_more_claims_come_before_fewer():
    one = [edge(("a", "by", "b"), "one"), edge(("y", "by", "z"), "one"), edge(("y", "by", "z"), "two")]
    assert "".join(shown(drawn(one, [], 2))) == "yz"


def test_either_telling_is_drawn_alike_whichever_comes_first():
    for limit in range(1, 8):
        assert shown(drawn(ONE, OTHER, limit)) == shown(drawn(OTHER, ONE, limit))


def test_nothing_told_is_an_empty_drawing_and_no_room_is_refused():
    found = drawn([], [])
    assert (found.view.nodes, found.sides, found.view.cut) == ((), {}, False)
    with pytest.raises(InputError, match="at least 1 entity, not 0"):
        drawn(ONE, OTHER, 0)


def test_two_sides_of_the_articles_are_drawn_up_to_a_limit(shipped_graph):
    moscow, washington = (
        shipped_graph.under(Perspective(told_by=(shipped_graph.resolve(name).iri,))).claims()
        for name in ("Russia", "United States")
    )
    network = shipped_graph.network()
    found = comparison_view(compare(moscow, washington, entities=network), network, 20)
    assert len(found.view.nodes) == 20
    assert found.view.cut
    assert found.view.hidden + 20 == found.view.total_nodes < network.number_of_nodes()
    assert TellingSide.OPPOSED in found.sides.values()
