"""Chains of links that a pattern asks for: counted by hand, and held against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import answer_of, shipped_store
from graph import KnowledgeGraph
from graph.analytics import known_patterns
from graph.analytics.chains import chains_of
from graph.analytics.nets import net_of
from graph.analytics.patterns import Pattern, Step, read_pattern
from graph.errors import InputError
from linked import LINKS, SIZE, graph_with
from worlds import claim, proposition, store_of

AGREED = (0, 1, 0)
UNDISPUTED_TWICE, DISPUTED = (0, 2, 0), (1, 1, 0)
KNOWS = {"knows": np.array([True])}
ANYBODY = np.ones(SIZE, np.bool_)


def chain_of_three(**more: object) -> Pattern:
    steps = (Step("a", ("knows",), "b"), Step("b", ("knows",), "c"))
    given = {"each": ("a",), "counted": "c", "kinds": {}, **more}
    return Pattern("chain", "Chain", "{a}", "", steps, **given)  # type: ignore[arg-type]


def found_in(links: list, pattern: Pattern, **more: object):
    shown = graph_with(links).looked_into
    return chains_of(net_of(shown), pattern, of_kind=lambda _: ANYBODY, relations=KNOWS, **more)


def test_chains_are_counted_by_who_begins_them_and_the_best_standing_is_told() -> None:
    links = [(0, 1, UNDISPUTED_TWICE), (1, 2, DISPUTED), (1, 3, AGREED), (4, 1, AGREED), (3, 1, AGREED)]
    found = found_in(links, chain_of_three())
    # 0-1-2, 0-1-3, 4-1-2, 4-1-3, 3-1-2; 3-1-3 and 1-3-1 come back to who began, and are none.
    assert found.found == 5
    assert found.groups.tolist() == [[0], [4], [3]]
    assert found.counted.tolist() == [2, 2, 1]
    assert found.entities.tolist() == [[0, 1, 3], [4, 1, 3], [3, 1, 2]]
    assert found.weakest.tolist() == [1, 0, 1]
    assert not found.cut


def test_only_chains_through_an_entity() -> None:
    found = found_in(
        [(0, 1, AGREED), (1, 2, AGREED), (3, 4, AGREED), (4, 5, AGREED)], chain_of_three(), passing=4
    )
    assert found.entities.tolist() == [[3, 4, 5]]


def test_what_is_cut_is_said_and_the_strongest_stay() -> None:
    links = [(0, 1, AGREED), (1, 2, DISPUTED), (1, 3, UNDISPUTED_TWICE)]
    found = found_in(links, chain_of_three(), most_rows=1)
    assert found.cut
    assert found.found <= 1


def test_what_may_be_exchanged_is_found_once() -> None:
    steps = (Step("i", ("knows",), "a"), Step("i", ("knows",), "b"), Step("i", ("knows",), "c"))
    triad = Pattern("triad", "", "", "", steps, {}, ("a", "b", "c"), "i", unordered=("a", "b", "c"))
    links = [(i, who, AGREED) for i in (0, 1) for who in (2, 3, 4)] + [(1, 5, AGREED)]
    found = found_in(links, triad)
    # {2, 3, 4} in both; with 5 three more sets in incident 1.
    assert found.found == 5
    assert (found.groups[0].tolist(), found.counted[0]) == ([2, 3, 4], 2)


def test_too_few_are_not_told() -> None:
    none = found_in([(0, 1, AGREED), (1, 2, AGREED)], chain_of_three(at_least=2))
    assert (len(none.groups), none.found) == (0, 0)


@given(LINKS)
def test_chains_of_three_are_all_that_there_are(links: list) -> None:
    pairs = {(one, other) for one, other, _ in links}
    expected = {(a, b, d) for a, b in pairs for c, d in pairs if b == c and len({a, b, d}) == 3}
    assert found_in(links, chain_of_three()).found == len(expected)


def test_all_patterns_that_come_along_are_read_and_name_known_relations() -> None:
    graph = KnowledgeGraph.open(shipped_store())
    assert len(known_patterns()) == 5
    for name in known_patterns():
        assert graph.motifs(name).pattern.name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "cannot be read"),
        ("title = 'x'", "is no pattern"),
        (
            "sentence = ''\neach = ['z']\ncounted = 'a'\n"
            "[[steps]]\nsubject = 'a'\nrelations = ['item']\nobject = 'b'",
            "names 'z'",
        ),
        (
            "sentence = ''\neach = ['a']\ncounted = 'a'\n"
            "[[steps]]\nsubject = 'a'\nrelations = ['item']\nobject = 'b'\n"
            "[[steps]]\nsubject = 'c'\nrelations = ['item']\nobject = 'd'",
            "Step 2",
        ),
    ],
)
def test_what_is_no_pattern_is_refused(tmp_path, text: str, said: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_pattern(path)


def test_the_supplied_and_lost_launchers_are_found_with_their_evidence(capsys) -> None:
    code, found = answer_of(
        capsys, "analyse", "motifs", "HIMARS", "--pattern", "supplied-lost", "--store", shipped_store()
    )
    assert code == 0
    [row] = found["found"]
    assert [one["label"] for one in row["each"]] == ["United States", "HIMARS"]
    assert row["counted"] == 2
    assert all(hop["claims"] for hop in row["hops"])
    assert "very pieces" in found["does_not_say"]


def test_what_is_linked_to_a_variant_is_found_for_its_family_too() -> None:
    # 0 leads to the family 1, and only its variants 2 and 3 lead on: 2 to 4 and 5, 3 to 5.
    links = [(0, 1, AGREED), (2, 4, AGREED), (2, 5, AGREED), (3, 5, AGREED)]
    assert found_in(links, chain_of_three()).found == 0
    found = found_in(links, chain_of_three(), families=np.array([[2, 1], [3, 1]]))
    assert (found.found, found.counted.tolist()) == (2, [2])
    assert found.entities.tolist() == [[0, 1, 4]]


@given(LINKS, st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=4))
def test_families_are_as_if_each_link_of_a_variant_stood_there_again(links: list, families: list) -> None:
    told = [pair for pair in families if pair[0] != pair[1]]
    as_one = {one: {one, *(family for variant, family in told if variant == one)} for one in range(SIZE)}
    # A link of an entity to itself is no link, also where only families meet in it.
    pairs = {(a, b) for one, other, _ in links if one != other for a in as_one[one] for b in as_one[other]}
    expected = {(a, b, d) for a, b in pairs for c, d in pairs if b == c and len({a, b, d}) == 3}
    given_families = np.array(told, np.int64).reshape(-1, 2)
    assert found_in(links, chain_of_three(), families=given_families).found == len(expected)


def test_a_variant_that_was_lost_counts_for_the_family_that_was_supplied() -> None:
    graph = KnowledgeGraph(
        store_of(
            "ag:Transfer rdfs:subClassOf ag:Incident . ag:EquipmentLoss rdfs:subClassOf ag:Incident .",
            "ag:Incident rdfs:subClassOf ag:Entity . ag:Weapon rdfs:subClassOf ag:Entity .",
            "ag:supplier a ag:Relation ; rdfs:label 'supplier' . ag:item a ag:Relation ; rdfs:label 'item' .",
            "ag:explains a ag:Relation ; rdfs:label 'explains' .",
            "id:gift a ag:Transfer, ag:Incident, ag:Entity .",
            "id:loss a ag:EquipmentLoss, ag:Incident, ag:Entity .",
            "id:giver a ag:Actor, ag:Entity .",
            "id:launcher a ag:Weapon, ag:Entity .",
            "id:model a ag:Weapon, ag:Entity .",
            "id:judged a ag:IdentityJudgement ; ag:sameEntity id:launcher, id:model ;"
            " ag:canonical id:launcher ; ag:verdict ag:VariantOf ; ag:basis ag:Inferred .",
            "id:paper a ag:Document . id:anna a ag:Actor .",
            proposition("p1", "id:gift", "supplier", "id:giver"),
            proposition("p2", "id:gift", "item", "id:launcher"),
            proposition("p3", "id:loss", "item", "id:model"),
            *(claim(f"c{n}", f"p{n}") for n in (1, 2, 3)),
        )
    )
    [row] = graph.motifs("supplied-lost").found
    assert [one.label for one in row.each] == ["giver", "launcher"]
    assert [one.label for one in row.ends[-1]] == ["loss", "model"]
