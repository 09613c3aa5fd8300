from __future__ import annotations

import pytest

from graph.errors import DataError
from graph.ingest import build_in_memory
from graph.ingest.derive import derived_quads
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, GRAPH_RELATIONS, ID, SKOS, local_name
from graph.store import open_store

STANDING = """SELECT ?proposition ?status ?origins ?unknown
WHERE { ?proposition ag:status ?status ; ag:origins ?origins ; ag:unknownOrigins ?unknown }"""


def standing(store) -> dict[str, tuple[str, int, int]]:
    return {
        local_name(proposition.value): (local_name(status.value), int(origins.value), int(unknown.value))
        for proposition, status, origins, unknown in store.select(STANDING)
    }


def direct(store, predicate: str) -> set[tuple[str, str]]:
    quads = [quad for quad in store.quads(GRAPH_RELATIONS) if quad.predicate.value == AG + predicate]
    return {(quad.subject.value.removeprefix(ID), quad.object.value.removeprefix(ID)) for quad in quads}


def test_statuses_and_origins_of_the_sample_are_those_worked_out_by_hand(sample_store):
    found = standing(sample_store)
    assert found["raid-occurred"] == ("Undisputed", 1, 0)
    assert found["raid-by-grey-column"] == ("Undisputed", 1, 0)
    assert found["kestrel-used-in-raid"] == ("Unconfirmed", 0, 1)
    assert found["office-approved-transfer"] == ("DeniedOnly", 0, 0)
    assert found["office-part-of-northland"] == ("Undisputed", 1, 0)
    assert found["petrov-leads"] == found["white-fox-leads"] == ("Undisputed", 1, 0)


def test_every_proposition_with_a_claim_has_a_standing(sample_store):
    [(number,)] = sample_store.select("SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?claim ag:proposition ?p }")
    assert len(standing(sample_store)) == int(number.value) > 0


def test_only_what_somebody_asserts_becomes_a_direct_triple(sample_store):
    assert direct(sample_store, "perpetrator") == {("incident/raid", "actor/grey-column")}
    assert direct(sample_store, "weaponUsed") == {("incident/raid", "weapon/kestrel")}
    assert direct(sample_store, "approved") == set()
    assert direct(sample_store, "occurred") == {("incident/raid", "true")}


def test_direct_triples_are_of_canonical_entities(sample_store):
    assert direct(sample_store, "leads") == {("actor/ivan-petrov", "actor/grey-column")}
    folded = [
        quad for quad in sample_store.quads(GRAPH_DERIVED) if quad.predicate.value == AG + "canonicalEntity"
    ]
    assert [(quad.subject.value, quad.object.value) for quad in folded] == [
        (ID + "actor/white-fox", ID + "actor/ivan-petrov")
    ]


def test_names_become_alternative_labels(sample_store):
    labels = {
        (quad.subject.value.removeprefix(ID), quad.object.value, quad.object.language)
        for quad in sample_store.quads(GRAPH_DERIVED)
        if quad.predicate.value == SKOS + "altLabel"
    }
    assert labels == {
        ("weapon/kestrel", "Kestrel", "en"),
        ("actor/grey-column", "GC", "en"),
        ("actor/grey-column", "Серая колонна", "ru"),
    }


def claims_about(*claims: str, extra: str = "") -> str:
    """Return a graph of one proposition with these claims, written without what validation also asks for."""
    return f"""PREFIX ag: <{AG}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    <id/p> a ag:Proposition ; rdf:subject <id/a> ; rdf:predicate ag:leads ; rdf:object <id/b> .
    {" ".join(f"<id/c{number}> ag:proposition <id/p> ; {claim} ." for number, claim in enumerate(claims))}
    {extra}"""


def derived(text: str):
    from graph.ingest.reading import parse, source_of_bytes

    store = open_store()
    store.extend(parse([source_of_bytes(text.encode(), "x.ttl", ".ttl")]))
    store.extend(list(derived_quads(store)))
    return store


FOR_OFFICE = "; ag:onBehalfOf <id/office>"


def claim(claimant: str, stance: str = "Asserts", certainty: str = "Certain", more: str = "") -> str:
    return f"ag:claimant <id/{claimant}> ; ag:stance ag:{stance} ; ag:certainty ag:{certainty} {more}"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim("x")], ("Undisputed", 1, 0)),
        ([claim("x"), claim("y", "Denies")], ("Disputed", 1, 0)),
        ([claim("x"), claim("y", "Unsure")], ("Disputed", 1, 0)),
        ([claim("x", certainty="Hedged"), claim("y", "Unsure")], ("Unconfirmed", 1, 0)),
        ([claim("x", certainty="Hedged"), claim("y", "Denies")], ("Disputed", 1, 0)),
        ([claim("x", "Denies"), claim("y", "Unsure")], ("DeniedOnly", 0, 0)),
        ([claim("x"), claim("y", more="; ag:relayedFrom <id/c0>")], ("Undisputed", 1, 0)),
        ([claim("x"), claim("y"), claim("x")], ("Undisputed", 2, 0)),
        (
            [claim("x", more="; ag:onBehalfOf <id/o>"), claim("y", more="; ag:onBehalfOf <id/o>")],
            ("Undisputed", 1, 0),
        ),
        ([claim("u1"), claim("u2"), claim("x")], ("Undisputed", 1, 2)),
    ],
)
def test_claims_make_a_standing(claims, expected):
    unnamed = "<id/u1> a ag:UnnamedSource . <id/u2> a ag:UnnamedSource ."
    assert standing(derived(claims_about(*claims, extra=unnamed))) == {"p": expected}


def test_a_reference_claim_has_its_document_as_origin():
    reference = "a ag:ReferenceClaim ; ag:document <id/d> ; "
    text = claims_about(reference + claim("x"), reference + claim("y"))
    assert standing(derived(text)) == {"p": ("Undisputed", 1, 0)}


def test_one_speaker_under_two_names_is_one_origin_of_both_propositions():
    same = (
        "a ag:IdentityJudgement ; ag:sameEntity <id/a>, <id/a2> ; ag:canonical <id/a> ; ag:verdict ag:Same ."
    )
    twin = "<id/q> a ag:Proposition ; rdf:subject <id/a2> ; rdf:predicate ag:leads ; rdf:object <id/b> ."
    denial = f"<id/c9> ag:proposition <id/q> ; {claim('x', 'Denies')} ."
    store = derived(claims_about(claim("a"), claim("a2"), extra=f"<id/j> {same} {twin} {denial}"))
    assert standing(store) == {"p": ("Disputed", 1, 0), "q": ("Disputed", 1, 0)}
    assert direct(store, "leads") == {("a", "b")}


def test_contradicting_judgements_refuse_the_data():
    judgement = "a ag:IdentityJudgement ; ag:sameEntity <id/a>, <id/b> ; ag:canonical <id/a> ; ag:verdict"
    text = claims_about(claim("x"), extra=f"<id/j1> {judgement} ag:Same . <id/j2> {judgement} ag:NotSame .")
    with pytest.raises(DataError, match="not to be the same"):
        derived(text)


def test_a_text_in_turtle_is_built_like_a_file():
    store = build_in_memory("")
    assert store.graphs() == ("https://w3id.org/armsgraph/graph/ontology",)


def judged(kind: str, *propositions: str, extra: str = "") -> str:
    """Return propositions ``p``, ``q`` and ``r``, each with a claim, and a judgement about some of them."""
    said = " ".join(
        f"<id/{name}> a ag:Proposition ; rdf:subject <id/of-{name}> ;"
        " rdf:predicate ag:leads ; rdf:object <id/b> ."
        f" <id/c{name}> ag:proposition <id/{name}> ; {claim('x')} ."
        for name in ("q", "r")
    )
    members = ", ".join(f"<id/{name}>" for name in propositions)
    judgement = (
        f"<id/j> a ag:ContradictionJudgement ; ag:contradictionKind ag:{kind} ; ag:contradicts {members} ."
    )
    return claims_about(claim("x"), extra=f"{said} {judgement} {extra}")


def rivals(store, graph: str = GRAPH_DERIVED) -> list[tuple[str, str]]:
    quads = [quad for quad in store.quads(graph) if quad.predicate.value == AG + "incompatibleWith"]
    return sorted((local_name(quad.subject.value), local_name(quad.object.value)) for quad in quads)


def test_a_judgement_of_three_makes_each_two_incompatible_once():
    assert rivals(derived(judged("Incompatible", "p", "q", "r"))) == [("p", "q"), ("p", "r"), ("q", "r")]


def test_a_framing_difference_excludes_nothing():
    assert rivals(derived(judged("FramingDifference", "p", "q"))) == []


@pytest.mark.parametrize("written", [("p", "q"), ("q", "p")])
def test_what_is_written_by_hand_is_not_derived_again(written):
    one, other = written
    store = derived(
        judged("Incompatible", "p", "q", "r", extra=f"<id/{one}> ag:incompatibleWith <id/{other}> .")
    )
    assert rivals(store) == [("p", "r"), ("q", "r")]
    assert rivals(store, GRAPH_CURATED) == [written]


def test_two_judgements_of_the_same_pair_derive_one_triple():
    again = "<id/k> a ag:ContradictionJudgement ; ag:contradicts <id/q>, <id/p> ;"
    store = derived(judged("Incompatible", "p", "q", extra=f"{again} ag:contradictionKind ag:Incompatible ."))
    assert rivals(store) == [("p", "q")]


def test_what_an_outlet_reprints_from_another_is_no_second_origin():
    report = claim("post", more="; ag:document <id/d0>")
    reprint = claim("wire", more="; ag:relayedFrom <id/post> ; ag:document <id/d1>")
    printed = "<id/d0> ag:outlet <id/post> . <id/d1> ag:outlet <id/wire> ."
    assert standing(derived(claims_about(report, reprint, extra=printed))) == {"p": ("Undisputed", 1, 0)}
    assert standing(derived(claims_about(report, reprint))) == {"p": ("Undisputed", 2, 0)}
