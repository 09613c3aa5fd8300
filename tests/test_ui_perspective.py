"""Perspective and filter that the pages share: read back from any URL, and kept from what no URL may ask."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.filters import NOTHING_LEFT_OUT, Filter, When
from graph.ingest import build_in_memory
from graph.model import Modality, Status
from graph.namespaces import AG, ID
from graph.network import View, ViewNode
from graph.perspective import EVERYTHING, AsOf, Perspective
from graph.ui.conditions import set_beyond_the_line
from graph.ui.narrowing import with_kind_toggled, with_status_toggled
from graph.ui.outlook import (
    MAX_ORIGINS,
    UNNAMED,
    file_suffix,
    filter_of,
    perspective_of,
    read_filter,
    read_perspective,
    source,
    state_of,
    teller,
)
from graph.ui.picture import amount, spoken_words
from graph.ui.session import FilterState, PerspectiveState, short_iri, written
from graph.ui.showing import conditions_set

SIDES = """
@base <https://w3id.org/armsgraph/> .
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<id/perspective/northland> a ag:Perspective ; skos:prefLabel "The North"@en ; skos:altLabel "Northerners"@en ;
    skos:definition "What Northland says."@en ; ag:toldBy <id/actor/northland> .
<id/perspective/both> a ag:Perspective ; skos:prefLabel "Both parties"@en ;
    skos:definition "What the office and the column say."@en ;
    ag:toldBy <id/actor/defence-office>, <id/actor/grey-column> .
"""


def actor(name: str) -> str:
    return f"{ID}actor/{name}"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    sides = tmp_path_factory.mktemp("sides") / "sides.ttl"
    sides.write_text(SIDES, encoding="utf-8")
    return KnowledgeGraph(build_in_memory([Path(__file__).parent / "samples" / "raid.ttl", sides]))


PETROV = ID + "identity/petrov"
TELLERS = ["The North", "Both parties", actor("anna-hale"), actor("daily-post")]
SOURCES = [*TELLERS[1:], actor("evening-wire"), ID + "document/post-1"]


NAMES = frozenset(
    (
        *("told", "without", "asof", "dated", "modality", "origins", "standing"),
        *("own-voice", "background", "named-only", "outlet", "in", "apart"),
    )
)


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


STATES = st.builds(
    PerspectiveState,
    told=some(TELLERS),
    without=some(SOURCES),
    as_of=st.sampled_from(["", "2023", "2023-05", "2023-05-24"]),
    dated=st.sampled_from([one.value for one in AsOf]),
    modalities=some([one.value for one in Modality]),
    origins=st.integers(0, MAX_ORIGINS),
    standing=some([one.value for one in Status]),
    own_voice=st.booleans(),
    background=st.booleans(),
    named_only=st.booleans(),
    outlets=some([actor("daily-post"), actor("editors")]),
    documents=some([ID + "document/post-1", ID + "document/handbook"]),
    apart=some([PETROV]),
)
ANYTHING = st.text(max_size=30) | st.sampled_from(
    ["The North", "actor/anna-hale", "all", "²", "weapon/kestrel"]
)


@settings(deadline=None)
@given(state=STATES)
def test_a_perspective_is_read_back_from_its_url(graph: KnowledgeGraph, state: PerspectiveState) -> None:
    reading = read_perspective(written(state), graph)
    assert (reading.state, reading.problems) == (state, ())


@settings(deadline=None)
@given(state=STATES)
def test_a_perspective_means_the_same_by_its_names_and_by_its_parts(
    graph: KnowledgeGraph, state: PerspectiveState
) -> None:
    meant = perspective_of(state, graph)
    again = perspective_of(state_of(meant, graph), graph)
    sets = (replace(one, told_by=(), without=()) for one in (meant, again))
    assert len(set(sets)) == 1
    assert set(meant.told_by) == set(again.told_by)
    assert set(meant.without) == set(again.without)


def test_every_field_of_a_perspective_can_be_asked_for_in_a_url(graph: KnowledgeGraph) -> None:
    state = PerspectiveState(
        told=("The North",),
        without=(actor("daily-post"),),
        as_of="2023-05",
        dated="published",
        modalities=("fact",),
        origins=2,
        standing=("disputed",),
        own_voice=True,
        background=True,
        named_only=True,
        outlets=(actor("editors"),),
        documents=(ID + "document/handbook",),
        apart=(PETROV,),
    )
    assert perspective_of(state, graph) == Perspective(
        told_by=(actor("northland"),),
        without=(actor("daily-post"),),
        as_of="2023-05-31",
        as_of_basis=AsOf.PUBLISHED,
        modalities=(Modality.FACT,),
        min_origins=2,
        statuses=(Status.DISPUTED,),
        own_voice=True,
        background=True,
        named_only=True,
        outlets=(actor("editors"),),
        documents=(ID + "document/handbook",),
        apart=(PETROV,),
    )
    assert set(written(state)) == NAMES


def test_the_empty_url_lets_everything_count(graph: KnowledgeGraph) -> None:
    reading = read_perspective({}, graph)
    assert reading.state == PerspectiveState()
    assert perspective_of(reading.state, graph) == EVERYTHING


@settings(deadline=None)
@given(parameters=st.dictionaries(st.sampled_from(sorted(NAMES)), st.lists(ANYTHING, max_size=3)))
def test_whatever_stands_in_the_url_gives_a_perspective_and_sentences(
    graph: KnowledgeGraph, parameters: dict[str, list[str]]
) -> None:
    reading = read_perspective(parameters, graph)
    told = graph.under(perspective_of(reading.state, graph)).told()
    assert 0 <= told.claims <= told.claims_in_all
    assert all(problem.startswith("The address ") for problem in reading.problems)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("asof", "yesterday", "'yesterday' is not a date"),
        ("asof", "2023-02-30", "'2023-02-30' is not a date"),
        ("told", "Narnia", "No entity is called 'Narnia'"),
        ("told", "weapon/kestrel", "must be an actor"),
        ("without", "Narnia", "No source is called 'Narnia'"),
        ("outlet", "weapon/kestrel", "An outlet must be an actor"),
        ("in", "Narnia", "Narnia"),
        ("apart", "actor/anna-hale", "nothing to hold apart"),
        ("dated", "written", "it takes said, published"),
        ("origins", "-1", "from 0 to 9"),
        ("modality", "rumour", "it takes fact, plan"),
        ("standing", "true", "denied-only"),
        ("own-voice", "perhaps", "it takes yes, no"),
    ],
)
def test_what_a_url_may_not_ask_is_said_and_left_out(
    graph: KnowledgeGraph, name: str, value: str, said: str
) -> None:
    reading = read_perspective({name: [value]}, graph)
    assert reading.state == PerspectiveState()
    assert [said in problem for problem in reading.problems] == [True]


def test_too_many_names_in_a_url_are_cut_and_said(graph: KnowledgeGraph) -> None:
    reading = read_perspective({"told": ["The North"] * 500}, graph)
    assert reading.state.told == ("The North",)
    assert "names 500 values for told" in reading.problems[0]


def test_a_side_is_written_by_its_name_and_anybody_else_by_his_iri(graph: KnowledgeGraph) -> None:
    assert teller(graph, "northerners") == "The North"
    assert teller(graph, "Northland") == actor("northland")
    assert teller(graph, "Hale") == actor("anna-hale")
    assert source(graph, "Both parties") == "Both parties"
    assert source(graph, "Armoured cars seen in Southfield") == ID + "document/post-1"
    assert source(graph, "Unnamed sources") == UNNAMED


def test_taking_unnamed_sources_out_is_a_condition_of_its_own(graph: KnowledgeGraph) -> None:
    state = read_perspective({"without": ["unnamed sources", "Evening Wire"]}, graph).state
    assert state == PerspectiveState(named_only=True, without=(actor("evening-wire"),))


def test_who_is_held_apart_tells_only_for_himself(graph: KnowledgeGraph) -> None:
    together = read_perspective({"told": ["White Fox"]}, graph).state
    apart = read_perspective({"told": ["White Fox"], "apart": ["all"]}, graph).state
    assert together.told == (actor("ivan-petrov"),)
    assert apart == PerspectiveState(told=(actor("white-fox"),), apart=(PETROV,))


def test_conditions_that_the_line_does_not_show_are_counted() -> None:
    assert set_beyond_the_line(PerspectiveState(told=("x",), without=("y",), as_of="2023")) == 0
    assert set_beyond_the_line(PerspectiveState(origins=1, named_only=True, standing=("disputed",))) == 3


def test_a_file_is_named_after_whose_telling_it_holds(graph: KnowledgeGraph) -> None:
    assert file_suffix(graph) == ""
    assert file_suffix(graph.under(graph.outlook(told_by=["The North"]))) == "-as-told-by-the-north"
    hostile = graph.under(graph.outlook(without=["Unnamed officials (Daily Post)"]))
    assert file_suffix(hostile) == "-without-unnamed-officials-daily-post"


def test_a_picture_says_of_whom_nobody_speaks() -> None:
    nodes = tuple(ViewNode(name, name.upper(), ("Person",)) for name in "abc")
    view = View(nodes, (), total_nodes=9, total_links=8, untold=2, silent=frozenset("ab"))
    assert "2 of the entities, drawn in grey, are not spoken of here." in amount(view)
    assert "1 of the entities, drawn in grey, is not" in amount(replace(view, silent=frozenset("a")))
    assert spoken_words(view, "a") == " (not spoken of here)"
    assert spoken_words(view, "c") == ""


def test_the_beginning_of_an_iri_is_not_written_into_a_url() -> None:
    state = PerspectiveState(without=(actor("evening-wire"),))
    assert written(state) == {"without": [short_iri(actor("evening-wire"))]}


KINDS = ["Weapon", "Person", "Actor", "Place"]
FILTERS = st.builds(
    FilterState,
    kinds=some(KINDS),
    lacking=some(KINDS),
    relations=some([AG + "location", AG + "weaponUsed"]),
    since=st.sampled_from(["", "2022", "2023-05"]),
    until=st.sampled_from(["", "2023-05-24", "2024"]),
    when=st.sampled_from([one.value for one in When]),
    places=some([f"{ID}place/southfield"]),
)


@settings(deadline=None)
@given(asked=FILTERS, state=STATES)
def test_a_filter_is_read_back_from_the_url_that_it_shares_with_a_perspective(
    graph: KnowledgeGraph, asked: FilterState, state: PerspectiveState
) -> None:
    address = {**written(state), **written(asked)}
    assert len(address) == len(written(state)) + len(written(asked)), "no name stands for two things"
    reading = read_filter(address, graph)
    assert (reading.state, reading.problems) == (asked, ())
    assert read_perspective(address, graph).state == state


@settings(deadline=None)
@given(
    parameters=st.dictionaries(
        st.sampled_from(["only-kind", "no-kind", "only-relation", "since", "until", "when", "place"]),
        st.lists(ANYTHING, max_size=3),
    )
)
def test_whatever_stands_in_the_url_gives_a_filter_and_sentences(
    graph: KnowledgeGraph, parameters: dict[str, list[str]]
) -> None:
    reading = read_filter(parameters, graph)
    told = graph.narrowed(filter_of(reading.state, graph)).told()
    assert 0 <= told.claims <= told.claims_in_all
    assert all(problem.startswith("The address ") for problem in reading.problems)


def test_names_in_a_url_mean_classes_relations_and_places(graph: KnowledgeGraph) -> None:
    asked = {
        "only-kind": ["armed group"],
        "only-relation": ["weaponUsed"],
        "place": ["Southfield"],
        "until": ["2024"],
    }
    assert filter_of(read_filter(asked, graph).state, graph) == Filter(
        kinds=("ArmedGroup",),
        relations=(AG + "weaponUsed",),
        until="2024",
        when=When.SAID,
        places=(f"{ID}place/southfield",),
    )
    assert filter_of(FilterState(), graph) == NOTHING_LEFT_OUT


def test_days_in_a_url_that_cannot_be_are_both_left_out(graph: KnowledgeGraph) -> None:
    reading = read_filter({"since": ["2024"], "until": ["2023"], "only-kind": ["Weapon"]}, graph)
    assert reading.state == FilterState(kinds=("Weapon",))
    assert "lies after the last" in reading.problems[0]


def test_a_class_is_switched_off_and_on_and_with_the_last_all_are_on() -> None:
    present = ["Person", "Weapon"]
    once = with_kind_toggled(FilterState(kinds=("Weapon", "Person")), "Weapon", present)
    assert (once.kinds, once.lacking) == (("Person",), ("Weapon",))
    assert with_kind_toggled(once, "Person", present) == FilterState()
    assert with_kind_toggled(once, "Weapon", present).lacking == ()


@given(steps=st.lists(st.sampled_from([one.value for one in Status]), max_size=8))
def test_statuses_that_are_switched_off_and_on_never_leave_none(steps: list[str]) -> None:
    standing: tuple[str, ...] = ()
    present = ["disputed", "undisputed"]
    for value in steps:
        before = set(standing or Status)
        standing = with_status_toggled(standing, value, present)
        left = before ^ {value}
        assert set(standing or Status) == (left if left & set(present) else set(Status))


def test_conditions_of_a_filter_are_counted_as_they_are_read() -> None:
    assert conditions_set(FilterState()) == 0
    assert conditions_set(FilterState(lacking=("x",), kinds=("y",), until="2023", places=("z",))) == 3


def test_a_file_of_what_is_looked_at_is_named_after_that(graph: KnowledgeGraph) -> None:
    assert (
        file_suffix(graph.narrowed(Filter(kinds=("Weapon",))))
        == "-as-told-by-everybody-only-the-class-weapon"
    )
