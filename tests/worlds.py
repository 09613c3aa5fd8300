"""Small worlds in Turtle, by hand or drawn at random, for tests of what claims make of them."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import strategies as st

from graph.claims import read_claims, read_documents
from graph.identity import Identity
from graph.lexicon import read_lexicon
from graph.namespaces import BASE, GRAPH_CURATED, PREFIXES
from graph.store import Store, open_store

ACTORS = ("anna", "bell", "cole", "daily", "evening", "unnamed")
HEAD = "\n".join([f"@base <{BASE}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())])
ONTOLOGY = """
ag:count a ag:Relation, owl:FunctionalProperty .
ag:worksFor rdfs:subPropertyOf ag:countsFor .
ag:speaksFor rdfs:subPropertyOf ag:worksFor .
ag:UnnamedSource rdfs:subClassOf ag:Entity .
id:unnamed a ag:UnnamedSource .
"""


def store_of(*statements: str) -> Store:
    """A store of these statements in Turtle, in their order."""
    store = open_store()
    text = "\n".join([HEAD, ONTOLOGY, *statements])
    graph = ox.NamedNode(GRAPH_CURATED)
    triples = ox.parse(text.encode(), ox.RdfFormat.TURTLE)
    store.extend([ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples])
    return store


def proposition(name: str, subject: str, relation: str, target: str) -> str:
    return (
        f"id:{name} a ag:Proposition ; rdf:subject {subject} ;"
        f" rdf:predicate ag:{relation} ; rdf:object {target} ."
    )


ANNA_FOR_BELL = proposition("p", "id:anna", "speaksFor", "id:bell")


def claim(name: str, about: str, by: str = "anna", stance: str = "Asserts", more: str = "") -> str:
    certainty = "" if "ag:certainty" in more else "ag:certainty ag:Certain ;"
    modality = "" if "ag:modality" in more else "ag:modality ag:Fact ;"
    document = "" if "ag:document" in more else "ag:document id:paper ;"
    return (
        f"id:{name} ag:proposition id:{about} ; ag:claimant id:{by} ; ag:stance ag:{stance} ;"
        f" {document} {certainty} {modality} {more} ag:line 1 ."
    )


@st.composite
def worlds(draw) -> list[str]:
    """Statements about a handful of actors who say, deny, relay and hedge, also in circles."""
    actors = st.sampled_from([f"id:{name}" for name in ACTORS])
    targets = actors | st.integers(1, 3).map(str)
    contents = draw(st.lists(st.tuples(actors, targets), min_size=1, max_size=6))
    statements = [
        proposition(f"p{number}", subject, "count" if target.isdigit() else "supports", target)
        for number, (subject, target) in enumerate(contents)
    ]
    for number, outlet in enumerate(draw(st.lists(st.none() | actors, min_size=3, max_size=3))):
        printed = f"ag:outlet {outlet} ;" if outlet else ""
        statements.append(f"id:d{number} {printed} a ag:Document .")
    names = [f"c{number}" for number in range(draw(st.integers(0, 9)))]
    statements += [draw(_claims(name, len(contents), names)) for name in names]
    for number, same in enumerate(draw(st.lists(st.sets(actors, min_size=2, max_size=3), max_size=2))):
        members = ", ".join(sorted(same))
        statements.append(
            f"id:judged{number} a ag:IdentityJudgement ; ag:sameEntity {members} ;"
            f" ag:canonical {min(same)} ; ag:verdict ag:Same ; ag:basis ag:Inferred ."
        )
    return statements


@st.composite
def _claims(draw, name: str, propositions: int, names: list[str]) -> str:
    """One claim; more than half of them are in the own voice of an outlet, so that reports are linked."""
    sources = draw(st.lists(st.sampled_from([*names, *ACTORS]), max_size=2))
    behalf = draw(st.none() | st.sampled_from(ACTORS))
    more = [
        f"ag:document id:d{draw(st.integers(0, 2))} ;",
        f"ag:certainty ag:{draw(st.sampled_from(['Certain', 'Hedged']))} ;",
        f"ag:modality ag:{draw(st.sampled_from(['Fact', 'Plan']))} ;",
        *(f"ag:relayedFrom id:{source} ;" for source in sources),
        f"ag:onBehalfOf id:{behalf} ;" if behalf else "",
        "a ag:ReferenceClaim ;" if draw(st.integers(0, 5)) == 0 else "",
    ]
    stance = draw(st.sampled_from(["Asserts", "Asserts", "Denies", "Unsure"]))
    about = f"p{draw(st.integers(0, propositions - 1))}"
    return claim(name, about, draw(st.sampled_from(ACTORS)), stance, " ".join(more))


def read(store: Store, identity: Identity):
    lexicon = read_lexicon(store)
    return read_claims(store, lexicon, identity, read_documents(store, lexicon))
