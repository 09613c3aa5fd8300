"""What falls without a source, and which sources bear most."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.columns import columns_of
from graph.consequences import (
    Picture,
    consequences,
    consequences_sentence,
)
from graph.model import Certainty, Stance, Status, Value
from graph.namespaces import XSD
from graph.pathfinding import PathQuestion
from graph.perspective import EVERYTHING
from graph.standing import restand
from graph.telling import counts
from making import claim, network_of, proposition, ref

RAID = proposition("i/raid", "perpetrator", "a/grey")
LEADS = proposition("a/petrov", "leads", "a/grey")
LOSSES = replace(proposition("i/raid", "losses", "three"), object=Value("3", XSD + "integer"))
KIND = proposition("w/kestrel", "category", "armoured")
NODES = ("i/raid", "a/grey", "a/petrov", "w/kestrel")
ASSERTS, DENIES, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNSURE

SPEAKERS = ("a/hale", "a/petrov", "a/post", "a/wire")
PROPOSITIONS = [proposition(a, "knows", b) for a in "abc" for b in "bcd"] + [LOSSES]
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(PROPOSITIONS),
        st.sampled_from(SPEAKERS),
        st.sampled_from(Stance),
        st.sampled_from(Certainty),
        st.booleans(),
    ),
    max_size=12,
).map(
    lambda drawn: [
        claim(f"c/{n:02}", about, by, stance, certainty, unnamed=unnamed)
        for n, (about, by, stance, certainty, unnamed) in enumerate(drawn)
    ]
)


def picture(claims):
    """What `claims` tell, with every entity in its network."""
    standing = restand(claims)
    linking = [one for one in claims if not isinstance(one.proposition.object, Value)]
    linking = [one for one in linking if one.proposition.object.iri != "armoured"]
    return Picture(standing, network_of(linking, (*NODES, *"abcd")))


def without(claims, *speakers):
    """What changes when `speakers` are taken out."""
    left = [one for one in claims if one.claimant.iri not in speakers]
    return consequences([ref(one) for one in speakers], picture(claims), picture(left))


def iris(things):
    return [one.iri for one in things]


def test_what_nobody_asserts_any_more_falls_links_and_other_statements_apart():
    found = without(
        [
            claim("c/1", RAID, "a/post"),
            claim("c/2", RAID, "a/wire"),
            claim("c/3", LEADS, "a/post"),
            claim("c/4", LOSSES, "a/post"),
            claim("c/5", KIND, "a/post"),
        ],
        "a/post",
    )
    assert iris(found.claims) == ["c/1", "c/3", "c/4", "c/5"]
    assert iris(found.links) == [LEADS.iri]
    assert iris(found.statements) == [KIND.iri, LOSSES.iri]
    assert (found.totals.claims, found.totals.links, found.totals.statements) == (5, 2, 2)


def test_a_link_that_is_only_denied_afterwards_has_fallen_and_stands_otherwise():
    found = without([claim("c/1", RAID, "a/post"), claim("c/2", RAID, "a/hale", DENIES)], "a/post")
    assert iris(found.links) == [RAID.iri]
    [change] = found.restated
    assert (change.before.status, change.after.status) == (Status.DISPUTED, Status.DENIED_ONLY)


def test_taking_the_denier_out_ends_the_dispute_and_takes_no_link():
    found = without([claim("c/1", RAID, "a/post"), claim("c/2", RAID, "a/hale", DENIES)], "a/hale")
    [change] = found.changes
    assert (change.before.status, change.after.status) == (Status.DISPUTED, Status.UNDISPUTED)
    assert change.proposition.standing == change.before
    assert found.links == ()


def test_what_is_told_no_more_is_a_change_that_ends_in_nothing():
    found = without([claim("c/1", RAID, "a/hale", DENIES)], "a/hale")
    [change] = found.changes
    assert (change.before.status, change.after) == (Status.DENIED_ONLY, None)
    assert (found.links, found.restated) == ((), ())


def test_what_is_let_in_by_taking_a_denial_out_is_a_change_and_no_fall():
    disputed = restand([claim("c/1", RAID, "a/post"), claim("c/2", RAID, "a/hale", DENIES)])
    only_undisputed = picture([disputed[0]])
    found = consequences([ref("a/hale")], picture([]), only_undisputed)
    [change] = found.changes
    assert (change.before, change.after.status) == (None, Status.UNDISPUTED)
    assert found.claims == ()
    assert (
        consequences_sentence(found) == "Without HALE no claim falls; 1 of what is told has another status."
    )


def test_two_origins_drop_to_one_and_a_named_one_to_unnamed_sources_alone():
    claims = [
        claim("c/1", RAID, "a/post"),
        claim("c/2", RAID, "a/wire"),
        claim("c/3", LEADS, "a/post"),
        claim("c/4", LEADS, "a/officials", unnamed=True),
        claim("c/5", LOSSES, "a/wire"),
        claim("c/6", LOSSES, "a/hale"),
        claim("c/7", LOSSES, "a/petrov"),
    ]
    found = without(claims, "a/post")
    assert [one.proposition.iri for one in found.single_origin] == [RAID.iri]
    assert [one.proposition.iri for one in found.unnamed_only] == [LEADS.iri]
    assert found.changes == ()
    fewer = without(claims, "a/wire", "a/hale")
    assert [one.proposition.iri for one in fewer.single_origin] == [LOSSES.iri, RAID.iri]


def test_unnamed_sources_that_were_alone_before_are_no_drop():
    claims = [claim(f"c/{by}", RAID, by, unnamed=True) for by in ("a/official", "a/blogger")]
    assert without(claims, "a/blogger").unnamed_only == ()


def test_what_had_one_origin_before_does_not_drop_to_one():
    claims = [claim("c/1", RAID, "a/post"), claim("c/2", RAID, "a/hale", DENIES)]
    assert without(claims, "a/hale").single_origin == ()


def test_an_entity_falls_silent_with_the_last_claim_about_it_be_it_a_denial():
    claims = [
        claim("c/1", RAID, "a/post"),
        claim("c/2", LEADS, "a/post"),
        claim("c/3", RAID, "a/hale", DENIES),
    ]
    assert iris(without(claims, "a/post").silent) == ["a/petrov"]
    assert iris(without(claims, "a/post", "a/hale").silent) == ["a/grey", "a/petrov", "i/raid"]


def test_the_consequences_are_told_in_one_sentence():
    claims = [
        claim("c/1", RAID, "a/post"),
        claim("c/2", LEADS, "a/post"),
        claim("c/3", LOSSES, "a/post"),
        claim("c/4", LOSSES, "a/wire"),
        claim("c/5", RAID, "a/hale", UNSURE),
    ]
    assert consequences_sentence(without(claims, "a/post")) == (
        "Without POST 3 of 5 claims fall, and with them 2 of 2 asserted links; "
        "1 of what is told has another status; 1 rests on a single origin now; 1 of 3 entities falls silent."
    )
    assert consequences_sentence(without(claims, "a/wire", "a/hale")) == (
        "Without WIRE and HALE 2 of 5 claims fall, but nothing that is asserted loses its last voice; "
        "1 of what is told has another status; 1 rests on a single origin now."
    )
    assert consequences_sentence(without(claims, "a/nobody")) == (
        "Without NOBODY nothing changes: no claim that counts comes from there."
    )


@given(CLAIMS)
def test_taking_a_source_out_and_putting_it_back_changes_nothing(claims):
    found = consequences([ref("a/post")], picture(claims), picture(list(claims)))
    assert found.is_empty
    parts = (found.links, found.statements, found.single_origin, found.unnamed_only, found.silent)
    assert parts == ((), (), (), (), ())
    assert found.separation.pairs == 0


@given(CLAIMS, st.sampled_from(SPEAKERS))
def test_what_falls_and_what_stays_is_what_was(claims, speaker):
    before = picture(claims)
    after = picture([one for one in claims if one.claimant.iri != speaker])
    found = consequences([ref(speaker)], before, after)
    assert sorted(iris(found.claims) + iris(after.claims)) == iris(before.claims)
    fell = {one.iri for one in (*found.links, *found.statements)}
    assert fell | asserted(after) == asserted(before)
    assert fell & asserted(after) == set()
    assert len(asserted(before)) == found.totals.links + found.totals.statements


def asserted(of: Picture) -> set[str]:
    return {one.proposition.iri for one in of.claims if one.stance is ASSERTS}


@given(CLAIMS, st.sampled_from(SPEAKERS))
def test_what_does_not_change_stands_as_it_stood(claims, speaker):
    before = picture(claims)
    after = picture([one for one in claims if one.claimant.iri != speaker])
    found = consequences([ref(speaker)], before, after)
    changed = {one.proposition.iri for one in found.changes}
    stood = {one.proposition.iri: one.proposition.standing.status for one in before.claims}
    stands = {one.proposition.iri: one.proposition.standing.status for one in after.claims}
    assert {iri for iri in stood if stood[iri] is not stands.get(iri)} == changed


def test_a_path_question_is_answered_with_the_consequences():
    question = PathQuestion("i/raid", "a/petrov")
    before, after = (picture([claim("c/1", RAID), *rest]) for rest in ([claim("c/2", LEADS, "a/post")], []))
    found = consequences([ref("a/post")], before, after, question)
    assert found.paths is not None
    assert len(found.paths.fallen) == 1
    assert consequences([ref("a/post")], before, after).paths is None
    back = {ref("a/wire"): before.network}
    again = consequences([ref("a/post"), ref("a/wire")], before, after, question, back)
    assert again.paths is not None
    assert again.paths.after.opens == ("Letting WIRE count again opens a path of 2 hops.",)


def pictured(graph: KnowledgeGraph, *sources: str) -> Picture:
    seen = graph.under(EVERYTHING.less(sources))
    return Picture(seen.claims(), seen.network())


def test_without_the_only_newspaper_the_handbook_is_left(sample_store):
    graph = KnowledgeGraph(sample_store)
    post = graph.resolve("Daily Post")
    found = consequences([post], pictured(graph), pictured(graph, post.iri))
    assert consequences_sentence(found) == (
        "Without Daily Post 10 of 13 claims fall, and with them 6 of 7 asserted links and 1 of 3 other "
        "statements; 1 denial or doubt falls as well; 4 of 8 entities fall silent."
    )
    assert [one.label for one in found.silent] == [
        "Alleged transfer of Kestrels to the Grey Column",
        "Grey Column",
        "Ivan Petrov",
        "Raid on Southfield",
    ]


def test_taking_a_source_out_under_a_perspective_without_it_changes_nothing(shipped_graph):
    post = shipped_graph.resolve("The Washington Post")
    left = pictured(shipped_graph, post.iri)
    found = consequences([post], left, pictured(shipped_graph, post.iri, post.iri))
    assert found.is_empty
    columns = columns_of(shipped_graph.store)
    assert counts(columns, EVERYTHING.less([post.iri])).sum() == len(left.claims)
