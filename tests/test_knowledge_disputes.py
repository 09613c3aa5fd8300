"""Questions about disagreement through the one door, on the five articles and on the sample raid."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from commandline import SAMPLE
from graph import KnowledgeGraph
from graph.citations import origin_sentence
from graph.comparison import TellingSide, compare
from graph.consequences import Picture, consequences, consequences_sentence
from graph.contradictions import ContradictionKind
from graph.errors import InputError, UnknownEntityError
from graph.ingest import build_in_memory
from graph.model import Stance
from graph.namespaces import ID
from graph.perspective import EVERYTHING

BAKHMUT = {f"{ID}proposition/russia--seized--bakhmut", f"{ID}proposition/battle-of-bakhmut--ongoing--true"}


@pytest.fixture(scope="module")
def sample(sample_store):
    return KnowledgeGraph(sample_store)


def propositions(contradiction):
    return {one.iri for one in contradiction.propositions}


def short(refs):
    return {ref.iri.removeprefix(ID) for ref in refs}


def test_bakhmut_is_seized_for_one_side_and_fought_over_for_the_other(shipped_graph):
    [found] = shipped_graph.contradictions(about="Bakhmut")
    assert found.kind is ContradictionKind.INCOMPATIBLE
    assert propositions(found) == BAKHMUT
    speakers = {side.proposition.iri: {claim.claimant.label for claim in side.claims} for side in found.sides}
    assert speakers[f"{ID}proposition/russia--seized--bakhmut"] == {"Russia"}
    assert "Hanna Maliar" in speakers[f"{ID}proposition/battle-of-bakhmut--ongoing--true"]


def test_a_contradiction_needs_both_sides_to_count(shipped_graph):
    moscow = shipped_graph.under(shipped_graph.outlook(told_by=["Moscow"]))
    assert moscow.contradictions(about="Bakhmut") == ()
    both = shipped_graph.under(shipped_graph.outlook(told_by=["Moscow", "Kyiv"]))
    assert [propositions(one) for one in both.contradictions(about="Bakhmut")] == [BAKHMUT]


def test_contradictions_between_two_are_those_in_which_their_people_stand_against_each_other(shipped_graph):
    found = shipped_graph.contradictions(between=("Russia", "Ukraine"))
    assert BAKHMUT in [propositions(one) for one in found]
    turned = shipped_graph.contradictions(between=("Ukraine", "Russia"))
    assert turned == found
    assert shipped_graph.contradictions(between=("Hungary", "Brazil")) == ()


def test_contradictions_can_stand_between_named_sides(shipped_graph):
    found = shipped_graph.contradictions(between=("The militias", "Washington"))
    assert any("alleged-purchase" in one.key for one in found)
    with pytest.raises(InputError, match="names nobody in particular"):
        shipped_graph.contradictions(between=("outlets", "Washington"))


@pytest.mark.parametrize(
    ("about", "part"),
    [
        ("Belgorod", "alleged-purchase"),
        ("Andrei Belousov", "ministers-call"),
        ("the White House", "belgorod-raid"),
    ],
)
def test_a_dispute_about_a_place_or_a_person_is_one_about_what_happened_there_or_with_him(
    shipped_graph, about, part
):
    assert any(part in one.key for one in shipped_graph.contradictions(about=about))


def test_a_kind_that_is_asked_for_is_the_only_one_given(shipped_graph):
    denials = shipped_graph.contradictions(kinds=["denial"])
    assert {one.kind for one in denials} == {ContradictionKind.DENIAL}
    ryder = [one for one in denials if "approved" in one.sides[0].proposition.predicate.iri]
    assert [claim.claimant.label for claim in ryder[0].sides[0].claims] == ["Patrick Ryder"]
    left_open = {one.predicate.label for one in ryder[0].denials[0].left_open}
    assert "weapon used" in left_open or "present in" in left_open
    assert not {ContradictionKind.DENIAL} & {one.kind for one in shipped_graph.contradictions()}


def test_the_heaviest_contradiction_comes_first_and_differences_of_framing_last(shipped_graph):
    order = [
        (one.kind is ContradictionKind.FRAMING, -one.paths_through) for one in shipped_graph.contradictions()
    ]
    assert order == sorted(order)
    assert order[0][1] < 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"about": "Nowhere"}, "No entity is called 'Nowhere'"),
        ({"between": ("Russia", "Nowhere")}, "No entity is called 'Nowhere'"),
        ({"between": ("Kapustin", "Nikitin")}, "both mean Denis Kapustin; give two"),
        ({"kinds": ["quarrel"]}, "'quarrel' is not a kind of contradiction; choose from opposite stances"),
    ],
)
def test_a_question_for_contradictions_that_cannot_be_is_refused(shipped_graph, question, words):
    with pytest.raises(InputError, match=words):
        shipped_graph.contradictions(**question)


def test_without_its_only_paper_the_sample_loses_all_but_reference_facts(sample):
    found = sample.what_if(["Daily Post"], ("Grey Column", "Kestrel"))
    assert short(found.removed) == {"actor/daily-post"}
    assert len(found.claims) == 10
    assert found.paths.before.paths
    assert found.paths.after.paths == ()
    assert "Letting Daily Post count again opens a path of 2 hops." in found.paths.after.opens
    assert consequences_sentence(found).startswith("Without Daily Post 10 of 13 claims fall")


def test_of_several_sources_it_is_said_which_one_would_open_a_path(sample):
    found = sample.what_if(["Evening Wire", "Handbook of offices"], ("Grey Column", "Kestrel"))
    assert found.paths.after.paths == ()
    assert "Letting Evening Wire count again opens a path of 2 hops." in found.paths.after.opens
    assert not any("Handbook" in sentence for sentence in found.paths.after.opens)


def test_a_denial_that_falls_is_told_although_nothing_asserted_falls_with_it(sample):
    found = sample.what_if(["Anna Hale"])
    assert [change.proposition.iri.rsplit("/", 1)[-1] for change in found.unheard] == [
        "office-approved-transfer"
    ]
    assert "1 denial or doubt falls as well" in consequences_sentence(found)


def test_unnamed_sources_can_fall_together(sample):
    found = sample.what_if(["unnamed sources"])
    assert [ref.label for ref in found.removed] == ["unnamed sources"]
    assert [claim.iri.removeprefix(ID) for claim in found.claims] == ["claim/post-1/3a"]
    assert found.paths is None


def test_nothing_taken_out_is_no_question(sample):
    with pytest.raises(InputError, match="Name a source to take out"):
        sample.what_if([])
    with pytest.raises(InputError, match="A path needs two different entities"):
        sample.what_if(["Daily Post"], ("White Fox", "Ivan Petrov"))


def test_what_falls_depends_on_the_perspective_it_falls_from(sample):
    hale = sample.under(sample.outlook(told_by=["Anna Hale"]))
    assert len(hale.what_if(["Daily Post"]).claims) == 2
    assert hale.what_if(["Evening Wire"]).claims == ()


def test_the_sources_that_bear_most_are_the_paper_and_its_outlet(sample):
    found = sample.load_bearing(3)
    assert short(load.source for load in found.loads[:2]) == {"actor/daily-post", "document/post-1"}
    assert [load.claims for load in found.loads] == sorted(
        (load.claims for load in found.loads), reverse=True
    )
    assert found.cut
    assert found.claims == 13


def test_what_a_load_says_is_what_taking_it_out_does(shipped_graph):
    for load in shipped_graph.load_bearing(12).loads:
        fallen = shipped_graph.what_if([load.source.iri])
        assert (load.claims, load.links, load.statements) == (
            len(fallen.claims), len(fallen.links), len(fallen.statements)
        ), load.source.label  # fmt: skip


def test_the_sources_of_one_path_are_those_without_which_it_is_longer_or_gone(sample, shipped_graph):
    loads = {one.source.label: one.hops for one in sample.load_bearing_path("Grey Column", "Kestrel")}
    papers = ("Daily Post", "Armoured cars seen in Southfield", "Evening Wire")
    assert loads == dict.fromkeys((*papers, "Grey Column", "Ivan Petrov", "Northland"))
    for load in shipped_graph.load_bearing_path("RVC", "Pentagon"):
        rest = shipped_graph.what_if([load.source.iri], ("RVC", "Pentagon"), k=1).paths
        assert load.hops_before == len(rest.before.paths[0].hops)
        assert load.hops == (len(rest.after.paths[0].hops) if rest.after.paths else None)
        assert load.hops != load.hops_before
    assert sample.load_bearing_path("Sample editors", "Kestrel") == ()


def test_two_tellings_are_compared_and_drawn_with_their_sides(shipped_graph):
    moscow, washington = (shipped_graph.outlook(told_by=[side]) for side in ("Moscow", "Washington"))
    found = shipped_graph.compare(moscow, washington)
    opposed = {one.proposition.iri.removeprefix(ID) for one in found.on(TellingSide.OPPOSED)}
    assert "proposition/russia--plans--planned-invasion-2022" in opposed
    mirrored = shipped_graph.compare(washington, moscow)
    assert len(mirrored.on(TellingSide.ONLY_OTHER)) == len(found.on(TellingSide.ONLY_ONE))
    drawn = shipped_graph.comparison_view(moscow, washington, 12)
    assert len(drawn.view.nodes) <= 12
    assert set(drawn.sides) == {link.iri for link in drawn.view.links}
    assert TellingSide.OPPOSED in drawn.sides.values()


def test_one_telling_compared_with_itself_differs_in_nothing(shipped_graph):
    kyiv = shipped_graph.outlook(told_by=["Kyiv"])
    sides = {one.side for one in shipped_graph.compare(kyiv, kyiv).differences}
    assert sides == {TellingSide.BOTH}


def test_whom_one_telling_holds_apart_is_apart_in_both_that_are_compared(sample):
    apart = sample.outlook(apart=["all"])
    assert {one.side for one in sample.compare(EVERYTHING, apart).differences} == {TellingSide.BOTH}
    fox = sample.under(apart).outlook(told_by=["White Fox"], apart=["all"])
    paper = sample.outlook(told_by=["Daily Post"])
    found = sample.compare(fox, paper)
    leaders = {f"{ID}proposition/petrov-leads", f"{ID}proposition/white-fox-leads"}
    told = {one.proposition.iri: one for one in found.differences}
    assert leaders <= told.keys()
    assert all(told[iri].is_link and not told[iri].one for iri in leaders)
    drawn = sample.comparison_view(fox, paper, 50)
    assert leaders <= {link.iri for link in drawn.view.links}


def test_the_kremlin_drone_assessment_has_no_named_origin(shipped_graph):
    found = shipped_graph.origins("kremlin-drone-attack--perpetrator--ukraine")
    assert found.origins == ()
    assert len(found.unknown) == 2
    assert origin_sentence(found) == "1 document, 2 outlets, no named origin and 2 unnamed sources"
    steps = {tuple(step.ref.label for step in chain.steps)[1] for chain in found.chains}
    assert {"The Washington Post"} <= steps | {chain.steps[0].ref.label for chain in found.chains}


@pytest.mark.parametrize(
    ("thing", "kind", "claims"),
    [
        ("claim/post-1/4a", "claim", {"post-1/4a"}),
        ("post-1/4a", "claim", {"post-1/4a"}),
        (f"{ID}claim/post-1/4a", "claim", {"post-1/4a"}),
        ("kestrel-used-in-raid", "proposition", {"post-1/3a", "post-1/3b"}),
        ("id:proposition/white-fox-leads", "proposition", {"post-1/2b", "post-1/6a"}),
        ("Kestrel", "entity", {"post-1/3a", "post-1/3b", "post-1/5a", "post-1/5b", "handbook/2"}),
    ],
    ids=["claim", "end of a claim", "IRI", "proposition", "one that another stands for", "entity"],
)
def test_a_thing_is_a_claim_a_proposition_or_an_entity(sample, thing, kind, claims):
    asked = sample.asked(thing)
    assert asked.kind == kind
    assert {claim.iri.removeprefix(f"{ID}claim/") for claim in asked.claims} == claims


def test_statements_of_other_peoples_iris_are_found_by_them(tmp_path):
    file, elsewhere = tmp_path / "raid.ttl", "https://example.org/proposition/1"
    raid = SAMPLE.read_text(encoding="utf-8").replace("<id/proposition/raid-occurred>", f"<{elsewhere}>")
    file.write_text(raid, encoding="utf-8")
    graph = KnowledgeGraph(build_in_memory([file]))
    assert graph.asked(elsewhere).kind == "proposition"
    assert [claim.proposition.iri for claim in graph.asked(elsewhere).claims] == [elsewhere]


def test_what_does_not_count_is_found_but_has_no_claims(sample):
    silent = sample.under(sample.outlook(told_by=["Grey Column"]))
    assert silent.asked("claim/post-1/4a").claims == ()
    assert silent.origins("claim/post-1/4a").claims == 0
    assert silent.stances("kestrel-used-in-raid").moments == ()
    assert silent.why("kestrel-used-in-raid") == ()


@pytest.mark.parametrize("question", ["origins", "stances", "why"])
def test_a_thing_that_is_not_there_is_refused(sample, question):
    with pytest.raises(InputError, match="There is no claim or proposition 'claim/post-9/1a'"):
        getattr(sample, question)("claim/post-9/1a")
    with pytest.raises(UnknownEntityError):
        getattr(sample, question)("Nobody at all")


def test_stances_stand_in_the_order_in_which_they_were_taken(sample):
    found = sample.stances("kestrel-used-in-raid")
    assert [moment.claim.stance for moment in found.moments] == [Stance.ASSERTS, Stance.UNSURE]
    assert [moment.said.text for moment in found.moments] == ["1 to 25 May 2023", "23 May 2023"]
    assert {moment.published.text for moment in found.moments} == {"25 May 2023"}
    of_claim = sample.stances("claim/post-1/3b")
    assert [moment.claim.iri for moment in of_claim.moments] == [moment.claim.iri for moment in found.moments]


def test_why_names_the_rule_and_the_claims_that_decide(sample):
    [status, origins, link, doubt] = sample.why("kestrel-used-in-raid")
    assert status.what.endswith("is unconfirmed")
    assert [claim.iri.removeprefix(f"{ID}claim/") for claim in origins.claims] == ["post-1/3a"]
    assert "unnamed" in origins.rule
    assert doubt.what.startswith("Why this is listed as “doubt”")
    assert link.rule.startswith("A direct link is derived wherever at least one claim asserts it")


def test_why_two_are_one_names_the_ground_also_where_it_is_switched_off(sample):
    [why] = [one for one in sample.why("White Fox") if "held to be one" in one.what]
    assert "no text says that they are one" in why.rule
    apart = sample.under(sample.outlook(apart=["all"]))
    [off] = apart.why("identity/petrov")
    assert off.rule != why.rule
    assert [one.iri for one in apart.identities("White Fox")] == [f"{ID}identity/petrov"]
    assert sample.identities("Grey Column") == ()
    assert sample.identities() == apart.identities()


def test_why_a_contradiction_is_one_can_be_asked_by_its_key(shipped_graph):
    [bakhmut] = shipped_graph.contradictions(about="Bakhmut")
    [why] = shipped_graph.why(bakhmut.key)
    assert why.rule == bakhmut.rule
    assert len(why.claims) == sum(len(side.claims) for side in bakhmut.sides)


@pytest.mark.parametrize("most", [1, sys.maxsize], ids=["the most told of each part", "everything"])
@pytest.mark.parametrize("source", ["The Washington Post", "Pentagon", "unnamed sources"])
def test_what_falls_is_counted_whole_however_much_of_it_is_told(shipped_graph, source, most):
    found = shipped_graph.what_if([source], most=most)
    lacking = shipped_graph.outlook(without=[source])
    before, after = (
        Picture(one.claims(), one.links_told) for one in (shipped_graph, shipped_graph.under(lacking))
    )
    expected = consequences(found.removed, before, after)
    parts = ("claims", "links", "statements", "changes", "restated", "unheard", "silent")
    parts = (*parts, "single_origin", "unnamed_only")
    assert {part: found.number(part) for part in parts} == {
        part: len(getattr(expected, part)) for part in parts
    }
    assert (found.totals, found.separation) == (expected.totals, expected.separation)
    assert consequences_sentence(found) == consequences_sentence(expected)
    assert set(found.links) <= set(expected.links)
    assert most == 1 or replace(found, counts={}) == expected


@pytest.mark.parametrize("most", [2, sys.maxsize], ids=["the most told of each side", "everything"])
@pytest.mark.parametrize("names", [("Moscow", "Washington"), ("Kyiv", "Moscow"), ("The West", "Moscow")])
def test_two_tellings_are_counted_whole_however_much_of_them_is_told(shipped_graph, names, most):
    one, other = (shipped_graph.outlook(told_by=[name]) for name in names)
    claims = [shipped_graph.under(each).claims() for each in (one, other)]
    expected = compare(*claims, shipped_graph._reading.conflicts, entities=shipped_graph.links_told)
    found = shipped_graph.compare(one, other, most=most)
    assert found.counts == expected.counts
    assert set(found.differences) <= set(expected.differences)
    assert all(len(found.on(side)) == min(most, expected.number(side)) for side in TellingSide)
    assert most == 2 or found.differences == expected.differences
