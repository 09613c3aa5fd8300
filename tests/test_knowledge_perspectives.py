"""The same questions under a perspective, on the sample raid: expectations counted by hand in its file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandline import SAMPLE
from graph import KnowledgeGraph
from graph.errors import InputError, UnknownEntityError
from graph.export import export
from graph.ingest import build_in_memory
from graph.model import Modality, Status
from graph.namespaces import GRAPH_CURATED, GRAPH_DERIVED, ID
from graph.perspective import EVERYTHING, AsOf, Perspective
from graph.store import open_store

ALL = {
    *(f"post-1/{name}" for name in ("1a", "1b", "2a", "2b", "3a", "3b", "4a", "5a", "5b", "6a")),
    *(f"handbook/{number}" for number in (1, 2, 3)),
}
REFERENCE = {"handbook/1", "handbook/2", "handbook/3"}
SOURCES = (
    "Daily Post",
    "Evening Wire",
    "Anna Hale",
    "Ivan Petrov",
    "Northland",
    "Armoured cars seen in Southfield",
)


@pytest.fixture(scope="module")
def graph(sample_store):
    return KnowledgeGraph(sample_store)


def told(graph, **conditions):
    """The claims that count, by the end of their IRIs."""
    view = graph.under(graph.outlook(**conditions))
    return {claim.iri.removeprefix(f"{ID}claim/") for claim in view.claims()}


def test_nothing_asked_is_everything(graph):
    assert graph.outlook() == EVERYTHING
    assert graph.under(EVERYTHING).claims() == graph.claims()
    assert told(graph) == ALL


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Anna Hale", {"post-1/3b", "post-1/4a"}),
        ("Northland Defence Office", {"post-1/3b", "post-1/4a"}),
        ("Northland", {"post-1/3a", "post-1/3b", "post-1/4a"}),
        ("Grey Column", {"post-1/2a"}),
        ("White Fox", {"post-1/2a"}),
        ("Evening Wire", set()),
    ],
    ids=[
        "a spokeswoman",
        "her office",
        "its state and its unnamed officials",
        "a group",
        "an alias",
        "a conduit",
    ],
)
def test_a_spokesman_counts_for_his_body_and_a_body_for_its_state(graph, speaker, expected):
    assert told(graph, told_by=[speaker]) == expected


def test_reference_facts_are_nobodys_telling_unless_they_are_asked_for_as_background(graph):
    assert told(graph, told_by=["Anna Hale"], background=True) == {"post-1/3b", "post-1/4a"} | REFERENCE


def test_an_outlet_in_its_own_voice_tells_what_nobody_else_is_named_for(graph):
    assert told(graph, own_voice=True) == {f"post-1/{name}" for name in ("1a", "1b", "2b", "5a", "5b", "6a")}


@pytest.mark.parametrize(
    ("source", "fallen"),
    [
        ("Daily Post", ALL - REFERENCE),
        ("document/post-1", ALL - REFERENCE),
        ("Evening Wire", {"post-1/2a"}),
        ("Northland", {"post-1/3a", "post-1/3b", "post-1/4a"}),
        ("unnamed sources", {"post-1/3a"}),
        ("Grey Column", {"post-1/2a"}),
        ("Handbook of offices", REFERENCE),
    ],
)
def test_a_source_taken_out_takes_what_rests_on_it(graph, source, fallen):
    assert told(graph, without=[source]) == ALL - fallen


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"as_of": "2023-05-23"}, {"post-1/3b"} | REFERENCE),
        ({"as_of": "2023-05-24"}, {"post-1/2a", "post-1/3b"} | REFERENCE),
        ({"as_of": "2023-05-25"}, ALL),
        ({"as_of": "2023-05"}, ALL),
        ({"as_of": "2023-05-24", "as_of_basis": "published"}, REFERENCE),
        ({"as_of": "2023-05-25", "as_of_basis": AsOf.PUBLISHED}, ALL),
    ],
    ids=[
        "one was said",
        "two were",
        "what is printed was said",
        "a month is over",
        "not printed yet",
        "printed",
    ],
)
def test_what_was_known_is_what_was_surely_said_or_printed_by_then(graph, conditions, expected):
    assert told(graph, **conditions) == expected


def test_a_perspective_made_by_hand_may_give_a_month_as_its_date(graph):
    by_hand, named = Perspective(as_of="2023-05"), graph.outlook(as_of="2023-05")
    assert named.as_of == "2023-05-31"
    assert graph.under(by_hand).claims() == graph.under(named).claims()
    with pytest.raises(InputError, match="'soon' is not a date"):
        graph.under(Perspective(as_of="soon")).claims()


def test_outlets_and_documents_can_be_the_only_ones_read(graph):
    assert told(graph, outlets=["Daily Post"]) == ALL - REFERENCE
    assert told(graph, documents=["Handbook of offices"]) == REFERENCE


def test_a_modality_that_nobody_uses_leaves_nothing_and_says_so(graph):
    view = graph.under(graph.outlook(modalities=["threat"]))
    assert view.claims() == ()
    counted = view.told()
    assert (counted.links, counted.claims, counted.claims_in_all) == (0, 0, len(ALL))
    assert told(graph, facts_only=True) == ALL


def test_a_least_number_of_origins_drops_what_only_unnamed_sources_or_denials_carry(graph):
    assert told(graph, min_origins=1) == ALL - {"post-1/3a", "post-1/3b", "post-1/4a"}
    assert told(graph, min_origins=2) == set()


def test_a_status_is_that_which_the_claims_that_count_make(graph):
    assert told(graph, statuses=["denied-only"]) == {"post-1/4a"}
    assert told(graph, statuses=[Status.UNCONFIRMED]) == {"post-1/3a", "post-1/3b"}
    used = graph.under(graph.outlook(told_by=["Anna Hale"])).claims(about="Raid on Southfield")[0].proposition
    assert (used.standing.status, used.standing.unknown_origins) == (Status.UNCONFIRMED, 0)


def test_an_identity_can_be_held_apart_and_is_folded_again_without_the_condition(graph):
    apart = graph.under(graph.outlook(apart=["all"]))
    assert apart.resolve("White Fox") != apart.resolve("Ivan Petrov")
    assert [link.entity.label for link in apart.show("White Fox").links] == ["Grey Column"]
    assert apart.told().links == graph.told().links + 1
    assert graph.resolve("White Fox") == graph.resolve("Ivan Petrov")
    assert graph.outlook(apart=["White Fox"]) == graph.outlook(apart=["all"]) == apart.perspective


def test_entities_stay_where_a_perspective_is_silent_and_the_view_says_how_much_is_not_told(graph):
    whole = graph.neighbourhood(["Raid on Southfield"])
    view = graph.under(graph.outlook(told_by=["Grey Column"])).neighbourhood(["Raid on Southfield"])
    assert view.nodes == whole.nodes
    assert [link.predicate.label for link in view.links] == ["carried out by"]
    assert len(view.links) + view.untold == len(whole.links)
    silent = {iri.removeprefix(ID) for iri in view.silent}
    assert "place/southfield" in silent
    assert "actor/grey-column" not in silent


def test_where_a_perspective_has_no_path_it_says_what_would_open_one(graph):
    question = ("Grey Column", "Kestrel")
    assert graph.paths(*question).paths
    for conditions, opening in [
        ({"told_by": ["Grey Column"]}, "Letting everybody speak"),
        ({"without": ["Evening Wire"]}, "Taking no source out"),
        ({"as_of": "2023-05-23"}, "Looking beyond 2023-05-23"),
        ({"min_origins": 1}, "Asking for no number of origins"),
        ({"modalities": ["plan"]}, "Counting every kind of statement"),
        ({"statuses": ["undisputed"]}, "Taking every status"),
        ({"documents": ["Handbook of offices"]}, "Reading every document"),
    ]:
        answer = graph.under(graph.outlook(**conditions)).paths(*question)
        assert answer.paths == ()
        assert f"{opening} opens a path of 2 hops." in answer.opens, conditions
        assert not any(sentence.startswith("Nothing opens one") for sentence in answer.opens)


def test_where_only_giving_up_everything_opens_a_path_that_is_said(graph):
    asked = graph.outlook(told_by=["Grey Column"], without=["Daily Post"])
    answer = graph.under(asked).paths("Grey Column", "Kestrel")
    assert answer.opens == ("Letting every claim count opens a path of 2 hops.",)
    apart = graph.outlook(told_by=["Grey Column"], without=["Daily Post"], apart=["all"])
    answer = graph.under(apart).paths("White Fox", "Kestrel")
    assert answer.opens == ("Letting every claim count opens a path of 3 hops.",)


def test_sparql_sees_only_what_counts_with_statuses_made_anew(graph):
    hale = graph.under(graph.outlook(told_by=["Anna Hale"]))
    claims = hale.query("SELECT ?c WHERE { ?c a ag:Claim } ORDER BY ?c").texts()
    assert [row[0].removeprefix(f"{ID}claim/") for row in claims] == ["post-1/3b", "post-1/4a"]
    statuses = hale.query("SELECT ?p ?s WHERE { ?p ag:status ?s } ORDER BY ?p").texts()
    assert [(p.rsplit("/", 1)[-1], s.rsplit("#", 1)[-1]) for p, s in statuses] == [
        ("kestrel-used-in-raid", "Unconfirmed"),
        ("office-approved-transfer", "DeniedOnly"),
    ]
    assert not hale.query("ASK { ?raid ag:weaponUsed ?weapon }").value
    assert graph.query("ASK { ?raid ag:weaponUsed ?weapon }").value


def test_a_content_stands_also_where_the_proposition_that_stands_for_it_is_not_told(tmp_path):
    file, raid = tmp_path / "raid.ttl", SAMPLE.read_text(encoding="utf-8")
    before, claim = raid.split("<id/claim/post-1/2b> a ag:Claim", 1)
    opinion = claim.replace("ag:Fact", "ag:Opinion", 1)
    file.write_text(f"{before}<id/claim/post-1/2b> a ag:Claim{opinion}", encoding="utf-8")
    graph = KnowledgeGraph(build_in_memory([file]))
    facts = graph.under(graph.outlook(facts_only=True))
    leads = "SELECT ?p ?s WHERE { ?p rdf:predicate ag:leads . OPTIONAL { ?p ag:status ?s } }"
    [[proposition, status]] = facts.query(leads).texts()
    assert (proposition, status) == (f"{ID}proposition/white-fox-leads", Status.UNDISPUTED.iri)
    assert facts.query(f"ASK {{ <{ID}actor/ivan-petrov> ag:leads <{ID}actor/grey-column> }}").value
    assert export(facts, "trig").counts.claims == len(facts.claims())


@pytest.mark.parametrize("side", ["Moscow", "Kyiv", "Washington", "The outlets' own voice"])
def test_nothing_in_what_a_side_tells_points_at_what_is_missing(shipped_graph, side):
    told = shipped_graph.under(shipped_graph.outlook(told_by=[side])).told_store
    described = {quad.subject.value for quad in told.quads(GRAPH_CURATED)}
    derived = list(told.quads(GRAPH_DERIVED))
    assert {quad.subject.value for quad in derived} <= described
    ends = [getattr(quad.object, "value", "") for quad in (*told.quads(GRAPH_CURATED), *derived)]
    assert {iri for iri in ends if iri.startswith(ID)} - described == set()


def test_an_rdf_export_under_a_perspective_builds_again_into_what_it_told(graph, tmp_path):
    view = graph.under(graph.outlook(without=["Evening Wire"], named_only=True))
    file = tmp_path / "told.trig"
    file.write_bytes(export(view, "trig").content)
    again = KnowledgeGraph(build_in_memory([file]))
    assert {claim.iri for claim in again.claims()} == {claim.iri for claim in view.claims()}
    assert {one.proposition for one in again.claims()} == {one.proposition for one in view.claims()}


def test_a_perspective_is_read_out_in_plain_words(graph):
    asked = graph.outlook(
        told_by=["Anna Hale"],
        background=True,
        without=["Daily Post", "unnamed"],
        as_of="2023-05-24",
        as_of_basis="published",
        facts_only=True,
        min_origins=2,
        statuses=["denied-only"],
        apart=["all"],
    )
    assert graph.described(asked) == (
        "as told by Anna Hale, with reference facts as background, without Daily Post, "
        "without unnamed sources, as of 24 May 2023 (published by then), facts only, "
        "with at least 2 independent origins, denied only links only, holding apart Ivan Petrov and White Fox"
    )
    assert graph.described() == "as told by everybody"


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"told_by": ["Nowhere Land"]}, "No entity is called 'Nowhere Land'"),
        ({"told_by": ["Kestrel"]}, "must be an actor; Kestrel armoured car is of the class Weapon"),
        ({"without": ["Kestrel"]}, "Kestrel armoured car is of the class Weapon"),
        ({"without": ["no such thing"]}, "No source is called 'no such thing'"),
        ({"without": ["cars seen"]}, "No source is called 'cars seen'"),
        ({"without": ["post"]}, "No source is called 'post'"),
        ({"without": ["o"]}, "No source is called 'o'"),
        ({"modalities": ["plan"], "facts_only": True}, "no other modality, such as plan"),
        ({"outlets": ["Southfield"]}, "Southfield is of the class Place"),
        ({"documents": ["No such paper"]}, "No document"),
        ({"as_of": "yesterday"}, "'yesterday' is not a date"),
        ({"as_of": "2023-02-30"}, "'2023-02-30' is not a date"),
        ({"as_of": "2023-05-24", "as_of_basis": "dreamt"}, "'dreamt' is not a kind of date"),
        ({"modalities": ["rumour"]}, "'rumour' is not a modality"),
        ({"statuses": ["true"]}, "'true' is not a status"),
        ({"min_origins": -1}, "must be 0 or more, not -1"),
        ({"apart": ["Grey Column"]}, "Nobody else is held to be 'Grey Column'"),
        ({"named": "Atlantis"}, "No perspective is called 'Atlantis'"),
    ],
)
def test_a_condition_that_cannot_be_is_refused_in_a_sentence(graph, conditions, words):
    with pytest.raises(InputError, match=words.replace("(", r"\(")):
        graph.outlook(**conditions)


def test_an_unknown_side_gets_the_sides_among_its_suggestions(shipped_graph):
    with pytest.raises(UnknownEntityError) as refused:
        shipped_graph.outlook(told_by=["Moskow City Hall"])
    assert {"Moscow", "Kyiv", "Washington"} <= set(refused.value.suggestions)


def test_what_falls_without_a_source_comes_back_with_it(graph):
    lacking = graph.under(EVERYTHING.less(["x"])).perspective
    assert lacking.without == ("x",)
    back = Perspective(**{**vars_of(lacking), "without": ()})
    assert graph.under(back).claims() == graph.claims()


def vars_of(perspective):
    return {name: getattr(perspective, name) for name in Perspective.__slots__}


@st.composite
def conditions(draw):
    return {
        "told_by": draw(
            st.lists(st.sampled_from(("Northland", "Anna Hale", "Grey Column", "Daily Post")), max_size=2)
        ),
        "without": draw(st.lists(st.sampled_from((*SOURCES, "unnamed sources")), max_size=2)),
        "background": draw(st.booleans()),
        "own_voice": draw(st.booleans()),
        "as_of": draw(st.sampled_from(("", "2023-05-23", "2023-05-25", "2024"))),
        "modalities": draw(st.sampled_from(((), (Modality.FACT,), (Modality.PLAN,)))),
        "min_origins": draw(st.integers(0, 2)),
        "statuses": draw(st.lists(st.sampled_from(list(Status)), max_size=2)),
    }


@settings(max_examples=60, deadline=None)
@given(conditions())
def test_a_perspective_only_ever_leaves_out_and_its_paths_only_use_what_it_tells(sample_store, asked):
    graph = KnowledgeGraph(sample_store)
    view = graph.under(graph.outlook(**asked))
    assert set(view.network().edges(keys=True)) <= set(graph.network().edges(keys=True))
    assert {claim.iri for claim in view.claims()} <= {claim.iri for claim in graph.claims()}
    assert set(view.network()) == set(graph.network())
    edges = {key for *_, key in view.network().edges(keys=True)}
    for path in view.paths("Grey Column", "Kestrel", include_denied=True).paths:
        for hop in path.hops:
            assert {claim.proposition.iri for claim in hop.claims} <= edges
    assert graph.under(EVERYTHING).claims() == graph.claims()


def test_an_empty_store_has_an_empty_telling():
    empty = KnowledgeGraph(open_store())
    assert empty.under(Perspective(facts := (), own_voice=True)).claims() == facts
    assert empty.perspectives() == ()
