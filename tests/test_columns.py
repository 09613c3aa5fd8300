"""Columns hold what the store says, and judge any choice of claims as `graph.standing` does."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import read_identity
from graph.columns import (
    NONE,
    NOT_TOLD,
    UNKNOWN_DAY,
    Columns,
    Names,
    contradicted,
    derive_columns,
    identity_key,
    judge,
    names_of,
)
from graph.conflicts import read_conflicts
from graph.errors import StoreError
from graph.identity import Identity
from graph.model import Stance, Status
from graph.namespaces import AG, GRAPH_DERIVED, ID
from graph.origins import Origin, attribution_of, linked, origins_of
from graph.standing import standings, voice_of
from graph.store import open_store
from worlds import ANNA_FOR_BELL, claim, proposition, read, store_of, worlds


def everything(columns):
    return np.ones(len(columns.claims), np.bool_)


def iris(*names: str) -> list[str]:
    return [ID + name for name in names]


def same(one: Columns, other: Columns) -> bool:
    """Whether two columns hold the same, down to the type of each number."""
    return all(_same(getattr(one, field.name), getattr(other, field.name)) for field in fields(Columns))


def _same(one: object, other: object) -> bool:
    if isinstance(one, Names) and isinstance(other, Names):
        return list(one) == list(other) and _same(one.order, other.order)
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and bool(np.array_equal(one, other))
    return one == other


@settings(max_examples=150, deadline=None)
@given(worlds(), st.data())
def test_any_choice_of_claims_stands_as_the_reference_implementation_says(world, data):
    store = store_of(*world)
    identity = read_identity(store)
    claims, columns = read(store, identity), derive_columns(store, identity)
    chosen = {one.iri for one in claims if data.draw(st.booleans())}
    counting = np.array([iri in chosen for iri in columns.claims], np.bool_)
    expected = standings(
        (voice_of(one) for one in claims if one.iri in chosen),
        chains=linked(map(attribution_of, claims), identity.canonical),
        canonical=identity.canonical,
    )
    judged = judge(columns, counting)
    for number, iri in enumerate(columns.propositions):
        found = judged.status[number], judged.origins[number], judged.unknown_origins[number]
        stands = expected.get(iri)
        assert found == (
            (list(Status).index(stands.status), stands.origins, stands.unknown_origins)
            if stands
            else (NOT_TOLD, 0, 0)
        )
        taken = {one.stance for one in claims if one.iri in chosen and one.proposition.iri == iri}
        told = judged.asserted[number], judged.denied[number], judged.doubted[number]
        assert told == tuple(stance in taken for stance in Stance)


def origins_in(columns: Columns, row: int) -> set[Origin]:
    pairs = columns.pairs[columns.pair_offsets[row] : columns.pair_offsets[row + 1]]
    assert set(columns.pair_proposition[pairs]) == {columns.proposition[row]}
    return {Origin(columns.origins[columns.pair_origin[one]], bool(columns.pair_known[one])) for one in pairs}


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_each_claim_has_the_origins_at_the_ends_of_its_relay_chains(world):
    store = store_of(*world)
    identity = read_identity(store)
    claims, columns = read(store, identity), derive_columns(store, identity)
    chains = linked(map(attribution_of, claims), identity.canonical)
    for row, iri in enumerate(columns.claims):
        assert origins_in(columns, row) == origins_of(iri, chains, identity.canonical)


def test_a_relay_leads_to_a_claim_about_something_else():
    columns = derive_columns(
        store_of(
            *(proposition(f"p{number}", "id:anna", "supports", f"id:{number}") for number in (1, 2)),
            claim("c1", "p1", "anna", more="ag:onBehalfOf id:bell ;"),
            claim("c2", "p2", "cole", more="ag:relayedFrom id:c1 ;"),
        )
    )
    assert origins_in(columns, columns.claims.index(ID + "c2")) == {Origin(ID + "bell", known=True)}


def test_who_is_unnamed_stays_so_whoever_he_speaks_for_unless_the_editors_say_it():
    columns = derive_columns(
        store_of(
            proposition("p", "id:anna", "supports", "id:bell"),
            claim("c1", "p", "unnamed", more="ag:onBehalfOf id:cole ;"),
            claim("c2", "p", "unnamed", more="a ag:ReferenceClaim ;"),
        )
    )
    assert origins_in(columns, 0) == {Origin(ID + "unnamed", known=False)}
    assert origins_in(columns, 1) == {Origin(ID + "paper", known=True)}


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data())
def test_conflicts_are_contradictions_where_two_that_exclude_each_other_are_asserted(world, data):
    store = store_of(*world)
    identity = read_identity(store)
    columns = derive_columns(store, identity)
    counting = np.array([data.draw(st.booleans()) for _ in columns.claims], np.bool_)
    judged = judge(columns, counting)
    asserted = {iri for iri, said in zip(columns.propositions, judged.asserted, strict=True) if said}
    expected = [
        any(
            {one.proposition, other.proposition} <= asserted
            and (one.high < other.low or other.high < one.low)
            for one, other in combinations(conflict.members, 2)
        )
        for conflict in read_conflicts(store, identity)
    ]
    found = contradicted(columns, judged)
    assert found.conflicts.tolist() == expected
    assert found.opposite.tolist() == (judged.asserted & judged.denied).tolist()


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_columns_do_not_depend_on_the_order_in_which_things_were_written(world, random):
    shuffled = list(world)
    random.shuffle(shuffled)
    first, second = store_of(*world), store_of(*shuffled)
    assert same(derive_columns(first), derive_columns(second))
    assert same(derive_columns(first, read_identity(first)), derive_columns(second, read_identity(second)))


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_one_more_claim_never_takes_back_an_assertion(world, data):
    columns = derive_columns(store_of(*world))
    fewer = np.array([data.draw(st.booleans()) for _ in columns.claims], np.bool_)
    more = fewer | np.array([data.draw(st.booleans()) for _ in columns.claims], np.bool_)
    before, after = judge(columns, fewer), judge(columns, more)
    assert (after.asserted >= before.asserted).all()
    assert (after.denied >= before.denied).all()
    assert (after.origins >= before.origins).all()
    assert (contradicted(columns, after).conflicts >= contradicted(columns, before).conflicts).all()


def test_the_sample_stands_as_its_build_derived(sample_store):
    columns = derive_columns(sample_store)
    judged = judge(columns, everything(columns))
    derived: dict[tuple[str, str], str] = {
        (str(quad.subject.value), quad.predicate.value.removeprefix(AG)): quad.object.value
        for quad in sample_store.quads(GRAPH_DERIVED)
    }
    assert len(columns.propositions) == 11  # two of the twelve are of one person, so they say the same
    for number, iri in enumerate(columns.propositions):
        assert tuple(Status)[judged.status[number]].iri == derived[iri, "status"]
        assert str(judged.origins[number]) == derived[iri, "origins"]
        assert str(judged.unknown_origins[number]) == derived[iri, "unknownOrigins"]


def test_what_a_claim_says_is_in_its_row(sample_store):
    columns = derive_columns(sample_store)
    row = columns.claims.index(ID + "claim/post-1/3a")
    assert columns.propositions[columns.proposition[row]] == ID + "proposition/kestrel-used-in-raid"
    assert columns.entities[columns.claimant[row]] == ID + "actor/officials-daily-post"
    assert columns.entities[columns.on_behalf_of[row]] == ID + "actor/northland"
    assert columns.documents[columns.document[row]] == ID + "document/post-1"
    assert (columns.stance[row], columns.certainty[row], columns.modality[row]) == (0, 1, 0)
    assert (columns.unnamed[row], columns.reference[row]) == (True, False)
    until_printed = [date(2023, 5, 1).toordinal(), date(2023, 5, 25).toordinal()]
    assert [columns.said_from[row], columns.said_to[row]] == until_printed
    handbook = columns.claims.index(ID + "claim/handbook/1")
    assert columns.reference[handbook]
    assert (columns.said_to[handbook], columns.on_behalf_of[handbook]) == (UNKNOWN_DAY, NONE)


def test_what_a_document_and_a_proposition_say_is_in_their_rows(sample_store):
    columns = derive_columns(sample_store)
    handbook = columns.documents.index(ID + "document/handbook")
    assert columns.entities[columns.outlet[handbook]] == ID + "actor/editors"
    assert columns.published_from[handbook] == date(2023, 1, 1).toordinal()
    assert columns.published_to[handbook] == date(2023, 12, 31).toordinal()
    leads = columns.propositions.index(ID + "proposition/petrov-leads")
    assert columns.entities[columns.subject[leads]] == ID + "actor/ivan-petrov"
    assert columns.predicates[columns.predicate[leads]] == AG + "leads"
    assert columns.entities[columns.object[leads]] == ID + "actor/grey-column"
    occurred = columns.propositions.index(ID + "proposition/raid-occurred")
    assert columns.object[occurred] == NONE


def test_propositions_that_fold_into_one_share_their_claims(sample_store):
    columns = derive_columns(sample_store)
    leads = columns.propositions.index(ID + "proposition/petrov-leads")
    rows = range(columns.first_claim[leads], columns.first_claim[leads + 1])
    assert [columns.claims[row] for row in rows] == iris("claim/post-1/2b", "claim/post-1/6a")
    assert columns.propositions.index(ID + "proposition/white-fox-leads") == NONE
    assert columns.entities.index(ID + "actor/white-fox") == NONE


def test_without_a_judgement_they_stand_apart(sample_store):
    columns = derive_columns(sample_store, Identity())
    assert len(columns.propositions) == 12
    assert columns.entities.index(ID + "actor/white-fox") != NONE
    assert columns.identity_key == identity_key(Identity()) != derive_columns(sample_store).identity_key


def test_relays_are_told_apart_into_actors_and_claims():
    columns = derive_columns(
        store_of(
            proposition("p", "id:anna", "supports", "id:bell"),
            claim("c1", "p", "anna"),
            claim("c2", "p", "bell", more="ag:relayedFrom id:c1, id:daily ;"),
        )
    )
    assert columns.relay_claim_offsets.tolist() == columns.relay_actor_offsets.tolist() == [0, 0, 1]
    assert [columns.claims[row] for row in columns.relay_claims] == iris("c1")
    assert [columns.entities[one] for one in columns.relay_actors] == iris("daily")
    assert columns.pairs.tolist() == [0, 0]
    assert columns.origins[columns.pair_origin[0]] == ID + "anna"


def test_whoever_is_named_is_whom_he_is_held_to_be():
    more = "ag:relayedFrom id:bell ; ag:onBehalfOf id:bell ; ag:document id:d ;"
    store = store_of(
        "id:d a ag:Document ; ag:outlet id:bell .", ANNA_FOR_BELL, claim("c", "p", "bell", more=more)
    )
    columns = derive_columns(store, Identity({ID + "bell": ID + "cole"}))
    cole = columns.entities.index(ID + "cole")
    named = [columns.claimant, columns.on_behalf_of, columns.relay_actors, columns.outlet, columns.object]
    assert [ids.tolist() for ids in named] == [[cole]] * 5
    assert columns.counts_parent.tolist() == [cole]
    assert columns.entities.index(ID + "bell") == NONE


def counting_for(*statements: str) -> list[tuple[str, str]]:
    columns = derive_columns(store_of(*statements))
    pairs = zip(columns.counts_child, columns.counts_parent, strict=True)
    return [tuple(columns.entities[one].removeprefix(ID) for one in pair) for pair in pairs]


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ([claim("c1", "p")], True),
        ([claim("c1", "p"), claim("c2", "p", stance="Unsure")], True),
        ([claim("c1", "p"), claim("c2", "p", "cole", "Denies")], False),
        ([claim("c1", "p"), claim("c2", "p", "cole", "Denies", "ag:modality ag:Opinion ;")], False),
        ([claim("c1", "p", more="ag:certainty ag:Hedged ;")], False),
        ([claim("c1", "p", more="ag:modality ag:Plan ;")], False),
        ([], False),
    ],
)
def test_who_speaks_for_whom_is_what_is_surely_said_and_never_denied(claims, counts):
    assert counting_for(ANNA_FOR_BELL, *claims) == ([("anna", "bell")] if counts else [])


def test_other_relations_let_nobody_count_for_another():
    others = [
        proposition("p1", "id:anna", "supports", "id:bell"),
        proposition("p2", "id:bell", "worksFor", "true"),
        proposition("p3", "id:bell", "worksFor", "id:bell"),
    ]
    assert counting_for(*others, *(claim(f"c{number}", f"p{number}") for number in (1, 2, 3))) == []


def test_a_store_without_claims_has_empty_columns():
    columns = derive_columns(open_store())
    judged = judge(columns, everything(columns))
    found = contradicted(columns, judged)
    assert [len(columns.claims), len(judged.status), len(found.opposite), len(found.conflicts)] == [0] * 4
    assert columns.first_claim.tolist() == columns.pair_offsets.tolist() == [0]


@pytest.mark.parametrize("silent", ["p1", "p2", "p3"])
def test_a_proposition_without_claims_takes_none_from_its_neighbours(silent):
    named = ["p1", "p2", "p3"]
    columns = derive_columns(
        store_of(
            *(proposition(name, "id:anna", "count", name[1]) for name in named),
            *(claim(f"c{name}", name) for name in named if name != silent),
        )
    )
    judged = judge(columns, everything(columns))
    told = [list(Status).index(Status.UNDISPUTED)] * 3
    told[named.index(silent)] = NOT_TOLD
    assert judged.status.tolist() == told
    assert contradicted(columns, judged).conflicts.tolist() == [True]


def test_no_claim_that_counts_tells_nothing(sample_store):
    columns = derive_columns(sample_store)
    judged = judge(columns, ~everything(columns))
    assert set(judged.status.tolist()) == {NOT_TOLD}
    assert not judged.origins.any() and not judged.asserted.any()


@pytest.mark.parametrize("lacking", ["ag:stance ag:Asserts", "ag:claimant id:anna", "ag:document id:paper"])
def test_a_claim_that_lacks_what_every_claim_has_is_named(lacking):
    broken = claim("c1", "p").replace(lacking, "ag:line 2")
    with pytest.raises(StoreError, match=rf"id/c1> in the store has no {lacking.split()[0]}"):
        derive_columns(store_of(ANNA_FOR_BELL, broken))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True))
def test_names_are_found_by_number_and_numbers_by_name(given_names):
    names = names_of(given_names)
    assert list(names) == given_names
    assert [names[number] for number in range(len(names))] == given_names
    assert [names.index(name) for name in given_names] == list(range(len(names)))
    assert names.index("".join(given_names) + "x") == NONE
    assert names[NONE] == ""
