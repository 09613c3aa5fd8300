"""Claims read out of a real store."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.claims import read_claims, read_documents, read_identity
from graph.errors import StoreError
from graph.lexicon import read_lexicon
from graph.model import Certainty, Modality, Ref, Stance, Standing, Status, Value
from graph.namespaces import AG, ID, XSD
from graph.store import open_store


@pytest.fixture(scope="module")
def claims(sample_store):
    lexicon = read_lexicon(sample_store)
    documents = read_documents(sample_store, lexicon)
    return {
        claim.iri.removeprefix(ID): claim
        for claim in read_claims(sample_store, lexicon, read_identity(sample_store), documents)
    }


def test_a_claim_is_read_with_everything_said_of_it(claims):
    claim = claims["claim/post-1/4a"]
    assert claim.claimant == Ref(f"{ID}actor/anna-hale", "Anna Hale")
    assert claim.on_behalf_of == Ref(f"{ID}actor/defence-office", "Northland Defence Office")
    assert (claim.stance, claim.certainty, claim.modality) == (
        Stance.DENIES,
        Certainty.CERTAIN,
        Modality.FACT,
    )
    assert (claim.line, claim.start, claim.end, claim.anchor) == (4, 300, 315, "did not approve")
    assert (claim.made_on, claim.made_on_precision, claim.made_on_basis) == ("2023-05-25", "day", "stated")
    assert claim.gloss == "Hale denies that the office approved a transfer."
    assert claim.document.title == "Armoured cars seen in Southfield"
    assert (claim.reference, claim.claimant_unnamed) == (False, False)


def test_who_was_told_and_whom_it_was_taken_from_is_read(claims):
    claim = claims["claim/post-1/2a"]
    wire = Ref(f"{ID}actor/evening-wire", "Evening Wire")
    assert (claim.said_to, claim.relayed_from) == ((wire,), (wire,))


def test_statuses_and_origins_are_those_worked_out_by_hand(claims):
    standing = {name: claim.proposition.standing for name, claim in claims.items()}
    assert standing["claim/post-1/4a"] == Standing(Status.DENIED_ONLY, 0, 0)
    assert standing["claim/post-1/3a"] == Standing(Status.UNCONFIRMED, 0, 1)
    assert standing["claim/post-1/5a"] == Standing(Status.UNDISPUTED, 1, 0)


def test_imprecise_dates_stay_as_imprecise_as_they_are(claims):
    claim = claims["claim/post-1/3a"]
    assert (claim.made_on, claim.made_on_precision, claim.claimant_unnamed) == ("2023-05", "month", True)
    handbook = claims["claim/handbook/1"].document
    assert (handbook.date, handbook.date_precision) == ("2023", "year")


def test_propositions_of_one_person_under_two_names_become_one(claims):
    petrov, fox = claims["claim/post-1/2b"].proposition, claims["claim/post-1/6a"].proposition
    assert petrov == fox
    assert petrov.iri == f"{ID}proposition/petrov-leads"
    assert petrov.subject.label == "Ivan Petrov"
    assert petrov.standing.origins == 1


def test_what_is_said_of_a_number_or_truth_value_keeps_its_datatype(claims):
    assert claims["claim/post-1/1a"].proposition.object == Value("true", f"{XSD}boolean")


def test_reference_claims_have_no_place_and_stand_last(claims):
    names = list(claims)
    reference = claims["claim/handbook/1"]
    assert reference.reference
    assert (reference.line, reference.start, reference.anchor, reference.made_on) == (None, None, "", "")
    assert {claims[name].reference for name in names[names.index("claim/handbook/1") :]} == {True}
    assert names[:3] == ["claim/post-1/1a", "claim/post-1/1b", "claim/post-1/2a"]


def test_statuses_agree_with_those_the_build_derived(sample_store, claims):
    query = "SELECT ?p ?status ?origins WHERE { ?p ag:status ?status ; ag:origins ?origins }"
    derived = {str(p.value): (str(s.value), int(o.value)) for p, s, o in sample_store.select(query)}
    read = {claim.proposition.iri: claim.proposition.standing for claim in claims.values()}
    assert read
    assert {iri: (one.status.iri, one.origins) for iri, one in read.items()} == {
        iri: derived[iri] for iri in read
    }


def test_a_store_whose_claim_lacks_a_part_is_refused_by_name():
    store = open_store()
    broken = ox.NamedNode(f"{ID}claim/broken")
    store.extend([ox.Quad(broken, ox.NamedNode(f"{AG}proposition"), ox.NamedNode(f"{ID}proposition/x"))])
    lexicon = read_lexicon(store)
    with pytest.raises(StoreError, match=r"claim/broken> in the store has no ag:claimant"):
        read_claims(store, lexicon, read_identity(store), ())
