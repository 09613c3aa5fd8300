"""Which claims count, held against a second account of the same rules that looks at claims one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import read_identity
from graph.columns import derive_columns
from graph.dates import span_published, span_said
from graph.model import Certainty, Modality, Stance, Status
from graph.namespaces import AG, ID
from graph.origins import attribution_of, linked
from graph.perspective import EVERYTHING, AsOf, Perspective
from graph.standing import standings, voice_of
from graph.store import open_store
from graph.telling import counting, tell, told_claims, voices
from worlds import ACTORS, claim, proposition, read, store_of, worlds

IRIS = [ID + name for name in ACTORS]
DATES = ('"2023-05-23"^^xsd:date', '"2023-05-25"^^xsd:date', '"2023-05"^^xsd:gYearMonth')
COUNTING = {AG + "speaksFor", AG + "worksFor"}


@st.composite
def dated_worlds(draw):
    """A world in which some speak for others, and some claims and documents have a date."""
    statements = draw(worlds())
    actors = st.sampled_from([f"id:{name}" for name in ACTORS])
    for number, (child, parent) in enumerate(draw(st.lists(st.tuples(actors, actors), max_size=3))):
        stance = draw(st.sampled_from(("Asserts", "Asserts", "Denies")))
        statements.append(proposition(f"r{number}", child, "speaksFor", parent))
        statements.append(claim(f"s{number}", f"r{number}", "cole", stance))
    for name in (f"c{number}" for number in range(9)):
        when = draw(st.none() | st.sampled_from(DATES))
        if when and any(statement.startswith(f"id:{name} ") for statement in statements):
            statements.append(f"id:{name} ag:madeOn {when} .")
    for number in range(3):
        when = draw(st.none() | st.sampled_from(DATES))
        statements.append(f"id:d{number} ag:published {when} ." if when else "")
    return statements


SUPPORT = proposition("p0", "id:anna", "supports", "id:bell")
DOCUMENTS = [f"{ID}d{number}" for number in range(3)]
SOURCES = st.lists(st.sampled_from([*IRIS, *DOCUMENTS]), max_size=2).map(tuple)
ACTORS_TOLD = st.lists(st.sampled_from(IRIS), min_size=1, max_size=2).map(tuple)
CONDITIONS = {
    "told_by": ACTORS_TOLD,
    "own_voice": st.just(True),
    "background": st.just(True),
    "without": st.lists(st.sampled_from([*IRIS, *DOCUMENTS]), min_size=1, max_size=2).map(tuple),
    "named_only": st.just(True),
    "outlets": st.lists(st.sampled_from(IRIS), min_size=1, max_size=2).map(tuple),
    "documents": st.lists(st.sampled_from(DOCUMENTS), min_size=1, max_size=2).map(tuple),
    "as_of": st.sampled_from(("2023-05-23", "2023-05-24", "2023-05-31")),
    "modalities": st.sampled_from(((Modality.FACT,), (Modality.PLAN,))),
    "min_origins": st.integers(1, 2),
    "statuses": st.lists(st.sampled_from(list(Status)), min_size=1, max_size=2, unique=True).map(tuple),
}


@st.composite
def perspectives(draw):
    """A perspective of one to three conditions: more would leave hardly a claim to tell them apart."""
    chosen = draw(st.lists(st.sampled_from(sorted(CONDITIONS)), min_size=1, max_size=3, unique=True))
    basis = draw(st.sampled_from(list(AsOf)))
    return Perspective(**{name: draw(CONDITIONS[name]) for name in chosen}, as_of_basis=basis)


PERSPECTIVES = perspectives()


class ByHand:
    """The rules of a perspective over claims as values."""

    def __init__(self, claims, identity):
        self.claims, self.identity = claims, identity
        self.parents = {}
        for one in claims:
            surely = one.stance is Stance.ASSERTS and one.certainty is Certainty.CERTAIN
            if one.proposition.predicate.iri in COUNTING and surely and not self.denied(one.proposition.iri):
                self.parents.setdefault(one.proposition.subject.iri, set()).add(one.proposition.object.iri)

    def denied(self, proposition):
        return any(one.stance is Stance.DENIES for one in self.claims if one.proposition.iri == proposition)

    def speaks_for(self, actor, wanted):
        reached, waiting = set(), {actor}
        while waiting:
            one = waiting.pop()
            reached.add(one)
            waiting |= self.parents.get(one, set()) - reached
        return bool(reached & wanted)

    def fallen(self, perspective):
        gone = set(perspective.without)
        falls = {one.iri for one in self.claims if self.falls_itself(one, gone, perspective.named_only)}
        while more := {one.iri for one in self.claims if falls & {r.iri for r in one.relayed_from}} - falls:
            falls |= more
        return falls

    def falls_itself(self, one, gone, named_only):
        outlet = one.document.outlet
        actors = [one.claimant, *one.relayed_from, *filter(None, (one.on_behalf_of, outlet))]
        hit = any(self.speaks_for(self.identity.canonical(each.iri), gone) for each in actors)
        return hit or one.document.iri in gone or (named_only and one.claimant_unnamed)

    def told(self, one, perspective):
        if not perspective.tells:
            return True
        if one.reference:
            return perspective.background
        wanted = set(map(self.identity.canonical, perspective.told_by))
        speakers = [one.claimant.iri, *([one.on_behalf_of.iri] if one.on_behalf_of else [])]
        outlet = one.document.outlet
        own = outlet is not None and self.identity.canonical(outlet.iri) == one.claimant.iri
        return any(self.speaks_for(each, wanted) for each in speakers) or (perspective.own_voice and own)

    def known(self, one, perspective):
        if not perspective.as_of or one.reference:
            return True
        printed = span_published(one.document)
        span = (span_said(one) or printed) if perspective.as_of_basis is AsOf.SAID else printed
        return span is not None and span.end <= date.fromisoformat(perspective.as_of)

    def printed(self, one, perspective):
        outlet = self.identity.canonical(one.document.outlet.iri) if one.document.outlet else None
        wanted = set(map(self.identity.canonical, perspective.outlets))
        return (not wanted or outlet in wanted) and (
            not perspective.documents or one.document.iri in perspective.documents
        )

    def counting(self, perspective):
        falls = self.fallen(perspective)
        admitted = [
            one
            for one in self.claims
            if one.iri not in falls
            and self.told(one, perspective)
            and self.known(one, perspective)
            and self.printed(one, perspective)
            and (not perspective.modalities or one.modality in perspective.modalities)
        ]
        standing = self.standing(admitted)
        return [
            one
            for one in admitted
            if standing[one.proposition.iri].origins >= perspective.min_origins
            and (not perspective.statuses or standing[one.proposition.iri].status in perspective.statuses)
        ]

    def standing(self, claims):
        chains = linked(map(attribution_of, self.claims), self.identity.canonical)
        return standings(map(voice_of, claims), chains=chains, canonical=self.identity.canonical)


def opened(statements):
    store = store_of("id:paper a ag:Document .", *statements)
    identity = read_identity(store)
    return read(store, identity), derive_columns(store, identity), identity


def canonical(perspective, identity):
    """What the door inside does before it asks: entities are those that they are held to be."""
    fold = identity.canonical
    return replace(
        perspective,
        told_by=tuple(map(fold, perspective.told_by)),
        without=tuple(map(fold, perspective.without)),
        outlets=tuple(map(fold, perspective.outlets)),
    )


@settings(max_examples=200, deadline=None)
@given(dated_worlds(), PERSPECTIVES)
def test_columns_let_the_same_claims_count_and_make_them_stand_the_same(statements, asked):
    claims, columns, identity = opened(statements)
    perspective = canonical(asked, identity)
    by_hand = ByHand(claims, identity)
    expected = by_hand.counting(perspective)
    told = told_claims(claims, columns, tell(columns, perspective))
    assert {one.iri for one in told} == {one.iri for one in expected}
    standing = by_hand.standing(expected)
    assert {one.proposition.iri: one.proposition.standing for one in told} == standing


@settings(max_examples=60, deadline=None)
@given(dated_worlds(), PERSPECTIVES)
def test_a_claim_more_never_takes_an_asserted_proposition_from_everything(statements, _):
    extra = claim("extra", "p0", "bell", "Denies")
    before, after = (opened(each) for each in (statements, [*statements, extra]))
    asserted = [
        {
            columns.propositions[int(number)]
            for number in np.flatnonzero(tell(columns, EVERYTHING).judged.asserted)
        }
        for _, columns, _ in (before, after)
    ]
    assert asserted[0] <= asserted[1]


@settings(max_examples=60, deadline=None)
@given(dated_worlds(), PERSPECTIVES, SOURCES)
def test_taking_a_source_out_only_takes_away_and_putting_it_back_is_the_identity(statements, asked, sources):
    _, columns, _ = opened(statements)
    asked = Perspective(told_by=asked.told_by, without=asked.without, as_of=asked.as_of)
    whole, less = counting(columns, asked), counting(columns, asked.less(sources))
    assert not (less & ~whole).any()
    back = Perspective(told_by=asked.told_by, without=asked.without, as_of=asked.as_of)
    assert (counting(columns, back) == whole).all()


def test_who_counts_for_somebody_who_counts_for_somebody_counts_for_both():
    _, columns, _ = opened(
        [
            proposition("r0", "id:anna", "speaksFor", "id:bell"), claim("s0", "r0"),
            proposition("r1", "id:bell", "speaksFor", "id:cole"), claim("s1", "r1"),
        ]
    )  # fmt: skip
    speaking = voices(columns, [columns.entities.index(f"{ID}cole")])
    assert {columns.entities[int(one)] for one in np.flatnonzero(speaking)} == {
        f"{ID}{n}" for n in ("anna", "bell", "cole")
    }
    assert not speaking[-1]


def test_claims_that_are_relayed_in_a_circle_fall_together_and_end():
    relays = ("c1", "c0"), ("c0", "c1")
    circle = [claim(one, "p0", "daily", more=f"ag:relayedFrom id:{other} ;") for one, other in relays]
    _, columns, _ = opened(
        [
            proposition("p0", "id:anna", "supports", "id:bell"),
            *circle,
            claim("c2", "p0", "cole", more="ag:relayedFrom id:c0 ;"),
        ]
    )
    assert counting(columns, EVERYTHING).all()
    assert not counting(columns, Perspective(without=(f"{ID}daily",))).any()


def test_a_claim_relayed_from_one_that_is_missing_counts_and_is_its_own_origin():
    claims, columns, _ = opened(
        [
            proposition("p0", "id:anna", "supports", "id:bell"),
            claim("c0", "p0", "daily", more="ag:relayedFrom id:gone ;"),
        ]
    )
    [told] = told_claims(claims, columns, tell(columns, EVERYTHING))
    assert (told.proposition.standing.origins, told.proposition.standing.status) == (1, Status.UNDISPUTED)


@pytest.mark.parametrize(
    "perspective", [EVERYTHING, Perspective(told_by=("nobody",)), Perspective(without=("nobody",))]
)
def test_an_empty_store_tells_nothing_under_any_perspective(perspective):
    columns = derive_columns(open_store())
    assert tell(columns, perspective).counting.tolist() == []


def test_an_actor_that_the_columns_do_not_know_tells_nothing_and_takes_nothing_away():
    _, columns, _ = opened([SUPPORT, claim("c0", "p0")])
    assert not counting(columns, Perspective(told_by=(f"{ID}nobody",))).any()
    assert counting(columns, Perspective(without=(f"{ID}nobody",))).all()
