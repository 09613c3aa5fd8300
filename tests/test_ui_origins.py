"""The page of origins without a browser: the drawing of citation chains."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.citations import (
    ChainEdge,
    ChainGraph,
    ChainNode,
    StepKind,
    archive_of,
    chain_graph,
    chains_of,
    origin_report,
)
from graph.lexicon import Lexicon
from graph.model import Ref, Stance
from graph.presentation import Presentation
from graph.ui.chaining import chain_payload, ranks, tallest_column, without_statements
from graph.ui.origins import how_to_read
from making import proposition, ref, report

ASSERTS, DENIES = Stance.ASSERTS, Stance.DENIES
RAID = proposition("i/raid", "by", "a/grey")
SEEN = proposition("i/raid", "saw", "w/car")


OUTLETS = dict.fromkeys(("a/post", "a/wire", "a/blog"), ("MediaOutlet", "Actor"))
LEXICON = Lexicon(types={**OUTLETS, "a/hale": ("Person", "Actor"), "a/officials": ("UnnamedSource", "Actor")})


def chained(*claims):
    archive = archive_of(claims, LEXICON)
    return chain_graph(chain for one in claims for chain in chains_of(one, archive))


def drawn(graph):
    return chain_payload(graph, lambda iri: LEXICON.types.get(iri, ()), Presentation())


def reprint(iri, by, *, relayed_from=(), unnamed=False, stance=ASSERTS):
    printed = report(iri, RAID, "a/post", relayed_from)
    return replace(printed, claimant=ref(by), claimant_unnamed=unnamed, stance=stance)


def test_a_chain_runs_from_the_speaker_on_the_left_to_the_statement_on_the_right():
    graph = chained(reprint("c/1", "a/hale", relayed_from=["a/wire"]))
    column = ranks(graph)
    order = sorted(column, key=column.__getitem__)
    assert order == ["a/hale", "a/wire", "a/post", "document/of-c/1", RAID.iri]
    places = {node["id"]: node["x"] for node in drawn(graph)["nodes"]}
    assert sorted(places, key=places.__getitem__) == order


def test_an_unnamed_source_and_a_circle_are_marked_in_words_and_lines():
    graph = chained(
        reprint("c/1", "a/officials", unnamed=True),
        report("c/2", RAID, "a/wire", ["c/3"]),
        report("c/3", RAID, "a/blog", ["c/2"]),
    )
    payload = drawn(graph)
    labels = {node["id"]: node["label"] for node in payload["nodes"]}
    assert labels["a/officials"].startswith("? ")
    captions = {edge["status"]: edge["caption"] for edge in payload["edges"]}
    assert captions["circle"] == "in a circle"
    assert "In a circle" in {one["label"] for one in payload["legend"]["statuses"]}
    assert "? Not named" in {one["label"] for one in payload["legend"]["classes"]}


def test_statements_about_one_thing_are_labelled_by_what_tells_them_apart():
    one = reprint("c/1", "a/hale")
    labels = {node["id"]: node["label"] for node in drawn(chained(one))["nodes"]}
    assert labels[RAID.iri] == "BY A/GREY".replace("A/", "")
    other = replace(one, iri="c/2", proposition=proposition("w/car", "by", "a/grey"))
    both = {node["id"]: node["label"] for node in drawn(chained(one, other))["nodes"]}
    assert both[RAID.iri] == "RAID BY GREY"


def test_a_small_screen_starts_at_the_one_statement_and_otherwise_at_a_document():
    one = reprint("c/1", "a/hale")
    other = replace(one, iri="c/2", proposition=SEEN)
    assert [node["id"] for node in drawn(chained(one))["nodes"] if node["central"]] == [RAID.iri]
    begun = [node["id"] for node in drawn(chained(one, other))["nodes"] if node["central"]]
    assert begun == ["document/of-c/1"]


def test_a_denial_that_is_passed_on_looks_like_one():
    payload = drawn(chained(reprint("c/1", "a/hale", stance=DENIES)))
    assert {edge["status"] for edge in payload["edges"]} == {"denied"}


def test_outlets_in_a_circle_stand_left_of_their_texts():
    graph = chained(report("c/2", RAID, "a/wire", ["c/3"]), report("c/3", RAID, "a/blog", ["c/2"]))
    column = ranks(graph)
    outlets, texts = ("a/wire", "a/blog"), ("document/of-c/2", "document/of-c/3")
    assert max(column[one] for one in outlets) < min(column[one] for one in texts) < column[RAID.iri]


def test_a_chain_of_very_many_steps_gets_no_more_columns_than_can_be_read():
    nodes = tuple(ChainNode(StepKind.SPEAKER, Ref(f"{one:02}", "")) for one in range(30))
    edges = tuple(
        ChainEdge(f"{one:02}", f"{one + 1:02}", False, (ASSERTS,), ()) for one in reversed(range(29))
    )
    assert max(ranks(ChainGraph(nodes, edges)).values()) == 8


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=20))
def test_chains_that_run_into_each_other_in_circles_get_columns_too(pairs):
    nodes = tuple(ChainNode(StepKind.SPEAKER, Ref(str(one), str(one))) for one in range(7))
    edges = tuple(
        ChainEdge(str(a), str(b), circular, (ASSERTS,), ("c/1",)) for a, b, circular in dict.fromkeys(pairs)
    )
    column = ranks(ChainGraph(nodes, edges))
    assert set(column) == {one.ref.iri for one in nodes}
    assert min(column.values()) >= 0
    assert 1 <= tallest_column(ChainGraph(nodes, edges)) <= 7


def test_where_much_is_said_only_the_ways_to_the_documents_are_drawn():
    graph = without_statements(chained(reprint("c/1", "a/hale")))
    assert {one.kind for one in graph.nodes} == {StepKind.SPEAKER, StepKind.OUTLET, StepKind.DOCUMENT}
    assert RAID.iri not in {edge.target for edge in graph.edges}


def test_claims_that_are_not_followed_are_counted_beside_the_drawing():
    whole = origin_report((), archive_of((), LEXICON))
    assert "left out" not in how_to_read(whole)
    assert how_to_read(replace(whole, left_out=26_555)).endswith("26,555 claims about it are left out.")
