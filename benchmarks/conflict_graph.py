"""A conflict graph of any size, invented: claims in the very shape of the model, as skewed as news is.

A few entities, speakers and outlets fill most of the links, and a few links draw most of the claims. The
same seed gives the same graph. A claim has what a person gives it in ``data/*.ttl``, position and gloss
included, so that a triple here weighs as much as one there: a link takes about 40 of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyoxigraph as ox
from numpy.typing import NDArray

from graph.builds import Manifest
from graph.columns import Columns, Judged, derive_columns, judge, write_columns
from graph.ingest.hierarchy import ontology_quads
from graph.labels import label_entries, write_label_index
from graph.model import Status
from graph.namespaces import (
    AG,
    DCTERMS,
    GRAPH_CURATED,
    GRAPH_DERIVED,
    GRAPH_RELATIONS,
    ID,
    OA,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
)
from graph.settings import STORE_FORMAT_VERSION
from graph.store import Store, create_store

TRIPLES_A_LINK = 40.0
LINKS_AN_ENTITY, CLAIMS_A_DOCUMENT, DOCUMENTS_AN_OUTLET = 4, 60, 8
CLAIM_EXPONENT, MOST_CLAIMS = 2.6, 60
"""How steeply the number of claims of a link falls: 1.75 on average, dozens at most."""
FIGURES, RIVALS = 0.08, 0.02
"""Shares of propositions that are figures, and that exclude another one."""
KINDS = ("Person", "ArmedGroup", "State", "GovernmentBody", "Weapon", "Attack", "Place", "UnnamedSource")
KIND_SHARES = (0.3, 0.1, 0.03, 0.07, 0.1, 0.3, 0.06, 0.04)
SPEAKING = ("Person", "ArmedGroup", "State", "GovernmentBody", "UnnamedSource")
RELATIONS = ("perpetrator", "weaponUsed", "location", "item", "recipient", "partOf", "spokespersonFor")
FIGURE_RELATIONS = ("killed", "injured", "tanks")
STANCES = {"Asserts": 0.86, "Denies": 0.09, "Unsure": 0.05}
CERTAINTIES = {"Certain": 0.85, "Hedged": 0.15}
MODALITIES = {"Fact": 0.82, "Plan": 0.05, "Prediction": 0.04, "Threat": 0.02, "Demand": 0.03, "Opinion": 0.04}
OWN_VOICE, ON_BEHALF, REPRINTED, CITED, MONTH_ONLY = 0.35, 0.25, 0.10, 0.05, 0.2
FIRST_DAY, DAYS = np.datetime64("2022-02-24"), 1_000
DERIVED_GRAPH, RELATIONS_GRAPH = ox.NamedNode(GRAPH_DERIVED), ox.NamedNode(GRAPH_RELATIONS)
CURATED_GRAPH = ox.NamedNode(GRAPH_CURATED)

Ids = NDArray[np.int64]
Fact = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(frozen=True, slots=True, eq=False)
class Invented:
    """A graph as numbers; -1 stands where there is nothing."""

    kinds: Ids
    outlets: int
    """The entities after those with a kind are media outlets."""
    outlet: Ids
    """Of each document."""
    links: Ids
    """Subject, relation and object or, after the figures begin, value of each proposition."""
    figures: int
    """How many of the last propositions are figures."""
    rivals: Ids
    """Pairs of propositions that exclude each other."""
    claims: dict[str, Ids]


def invent(triples: int, seed: int = 1) -> Invented:
    """Return a graph that takes about so many triples."""
    rng = np.random.default_rng(seed)
    count = max(20, round(triples / TRIPLES_A_LINK))
    kinds = rng.choice(len(KINDS), count // LINKS_AN_ENTITY, p=KIND_SHARES)
    figures = _figures(rng, round(count * FIGURES), kinds)
    links = np.concatenate([_links(rng, count - len(figures), len(kinds)), figures])
    about = np.repeat(np.arange(len(links)), np.minimum(rng.zipf(CLAIM_EXPONENT, len(links)), MOST_CLAIMS))
    documents = max(3, len(about) // CLAIMS_A_DOCUMENT)
    outlets = max(3, documents // DOCUMENTS_AN_OUTLET)
    outlet = len(kinds) + zipf(rng, outlets, documents)
    rivals = rng.integers(0, len(links), (round(count * RIVALS), 2))
    claims = _claims(rng, about, kinds, outlet)
    return Invented(kinds, outlets, outlet, links, len(figures), rivals[rivals[:, 0] != rivals[:, 1]], claims)


def zipf(rng: np.random.Generator, among: int, count: int) -> Ids:
    """Return `count` numbers below `among`, the first of them by far the most often."""
    shares = 1 / np.arange(1, among + 1)
    return rng.choice(among, count, p=shares / shares.sum())


def invented_steps(rng: np.random.Generator, count: int, an_entity: int) -> tuple[Ids, tuple[str, ...]]:
    """Return subject, relation and object of so many links, and the relations by their places."""
    return _links(rng, count, count // an_entity), RELATIONS


def _links(rng: np.random.Generator, count: int, entities: int) -> Ids:
    """Return links between entities, each once."""
    ends = (zipf(rng, entities, 2 * count), rng.integers(0, len(RELATIONS), 2 * count))
    drawn = np.column_stack([*ends, rng.permutation(zipf(rng, entities, 2 * count))])
    links = np.unique(drawn[drawn[:, 0] != drawn[:, 2]], axis=0)
    return rng.permutation(links)[:count]


def _figures(rng: np.random.Generator, count: int, kinds: Ids) -> Ids:
    """Return figures about incidents, each once, up to a few of the same incident."""
    incidents = np.flatnonzero(kinds == KINDS.index("Attack"))
    if not len(incidents):
        return np.zeros((0, 3), np.int64)
    drawn = (incidents[rng.integers(0, len(incidents), count)], rng.integers(0, len(FIGURE_RELATIONS), count))
    return np.unique(np.column_stack([*drawn, rng.integers(0, 40, count)]), axis=0)


def _claims(rng: np.random.Generator, about: Ids, kinds: Ids, outlet: Ids) -> dict[str, Ids]:
    """Return who says what of which proposition, in the order of the propositions."""
    count = len(about)
    speakers = rng.permutation(np.flatnonzero(np.isin(kinds, [KINDS.index(one) for one in SPEAKING])))
    document = rng.integers(0, len(outlet), count)
    own = rng.random(count) < OWN_VOICE
    speaker = speakers[zipf(rng, len(speakers), count)]
    behalf = speakers[zipf(rng, len(speakers), count)]
    before = np.where(np.diff(about, prepend=-1) == 0, np.arange(count) - 1, -1)
    reprinted = outlet[rng.integers(0, len(outlet), count)]
    return {
        "proposition": about,
        "document": document,
        "claimant": np.where(own, outlet[document], speaker),
        "onBehalfOf": np.where(~own & (rng.random(count) < ON_BEHALF) & (behalf != speaker), behalf, -1),
        "outlet": np.where(rng.random(count) < REPRINTED, reprinted, -1),
        "cited": np.where(rng.random(count) < CITED, before, -1),
        "stance": rng.choice(len(STANCES), count, p=list(STANCES.values())),
        "certainty": rng.choice(len(CERTAINTIES), count, p=list(CERTAINTIES.values())),
        "modality": rng.choice(len(MODALITIES), count, p=list(MODALITIES.values())),
        "day": rng.integers(0, DAYS, count),
        "month_only": (rng.random(count) < MONTH_ONLY).astype(np.int64),
    }


def write_store(graph: Invented, directory: Path) -> tuple[Store, Columns]:
    """Write `graph` into a directory as a build would, which takes no rules into account; derive its columns.

    The store is returned as it is open for writing.
    """
    store = create_store(directory)
    store.extend(curated_quads(graph))
    columns = derive_columns(store)
    everything = judge(columns, np.ones(len(columns.claims), np.bool_))
    store.extend(derived_quads(graph, columns, everything))
    store.flush()
    return store, columns


def write_build(triples: int, location: Path) -> int:
    """Write a store directory with one build of an invented graph; return how many triples it has."""
    build = location / "builds" / "invented"
    build.mkdir(parents=True)
    store, columns = write_store(invent(triples), build / "oxigraph")
    write_columns(columns, build / "columns", build="invented")
    write_label_index(build / "labels.sqlite", label_entries(store))
    manifest = Manifest(format_version=STORE_FORMAT_VERSION, created="", inputs=(), counts={})
    (build / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    (location / "CURRENT").write_text("invented", encoding="utf-8")
    return len(store)


def curated_quads(graph: Invented) -> Iterator[ox.Quad]:
    """Yield what people would have written, the ontology, and the wider classes of the entities."""
    yield from ontology_quads()
    for facts in (_entities(graph), _documents(graph), _propositions(graph), _said(graph)):
        yield from (ox.Quad(*fact, CURATED_GRAPH) for fact in facts)
    for number in range(len(graph.kinds) + graph.outlets):
        yield ox.Quad(entity(number), _TYPE, _term("Entity"), DERIVED_GRAPH)


def derived_quads(graph: Invented, columns: Columns, judged: Judged) -> Iterator[ox.Quad]:
    """Yield the direct relations and the standing of every proposition."""
    numbers = (judged.status.tolist(), judged.origins.tolist(), judged.unknown_origins.tolist())
    asserted = {iri for iri, said in zip(columns.propositions, judged.asserted, strict=True) if said}
    for iri, status, origins, unknown in zip(columns.propositions, *numbers, strict=True):
        node = ox.NamedNode(iri)
        yield ox.Quad(node, _term("status"), ox.NamedNode(tuple(Status)[status].iri), DERIVED_GRAPH)
        yield ox.Quad(node, _term("origins"), ox.Literal(origins), DERIVED_GRAPH)
        yield ox.Quad(node, _term("unknownOrigins"), ox.Literal(unknown), DERIVED_GRAPH)
    for number in range(len(graph.links)):
        if proposition(number).value in asserted:
            yield ox.Quad(*_content(graph, number), RELATIONS_GRAPH)


def entity(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}entity/invented-{number}")


def proposition(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}proposition/invented-{number}")


def claim(number: int, document: int) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}claim/document-{document}/{number}")


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(AG + name)


_TYPE, _LABEL = ox.NamedNode(RDF + "type"), ox.NamedNode(SKOS + "prefLabel")
_DATE, _MONTH = ox.NamedNode(XSD + "date"), ox.NamedNode(XSD + "gYearMonth")
_START, _END = ox.NamedNode(OA + "start"), ox.NamedNode(OA + "end")
_SELECTOR = ox.NamedNode(OA + "TextPositionSelector")
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))


def _entities(graph: Invented) -> Iterator[Fact]:
    kinds = [KINDS[kind] for kind in graph.kinds.tolist()] + ["MediaOutlet"] * graph.outlets
    for number, kind in enumerate(kinds):
        node = entity(number)
        yield node, _TYPE, _term(kind)
        yield node, _LABEL, ox.Literal(f"{kind} number {number}", language="en")


def _documents(graph: Invented) -> Iterator[Fact]:
    for number, outlet in enumerate(graph.outlet.tolist()):
        node = ox.NamedNode(f"{ID}document/document-{number}")
        yield node, _TYPE, _term("Document")
        yield node, ox.NamedNode(DCTERMS + "title"), ox.Literal(f"Report number {number}", language="en")
        yield node, ox.NamedNode(SCHEMA + "url"), ox.Literal(f"https://news.example/{number}")
        yield node, _term("outlet"), entity(outlet)
        yield node, _term("published"), ox.Literal(str(FIRST_DAY + number % DAYS), datatype=_DATE)
        yield node, _term("publishedPrecision"), _term("Day")
        yield node, _term("publishedBasis"), _term("Stated")
        yield node, _term("characterCount"), ox.Literal(5000 + number % 5000)
        yield node, _term("lineCount"), ox.Literal(30 + number % 30)


def _content(graph: Invented, number: int) -> Fact:
    subject, relation, target = graph.links[number].tolist()
    if number < len(graph.links) - graph.figures:
        return entity(subject), _term(RELATIONS[relation]), entity(target)
    return entity(subject), _term(FIGURE_RELATIONS[relation]), ox.Literal(target)


def _propositions(graph: Invented) -> Iterator[Fact]:
    for number in range(len(graph.links)):
        node, (subject, relation, target) = proposition(number), _content(graph, number)
        yield node, _TYPE, _term("Proposition")
        yield node, _SUBJECT, subject
        yield node, _PREDICATE, relation
        yield node, _OBJECT, target
    for one, other in graph.rivals.tolist():
        yield proposition(one), _term("incompatibleWith"), proposition(other)


def _said(graph: Invented) -> Iterator[Fact]:
    words = {
        "stance": [_term(name) for name in STANCES],
        "certainty": [_term(name) for name in CERTAINTIES],
        "modality": [_term(name) for name in MODALITIES],
    }
    document = graph.claims["document"].tolist()
    for number, row in enumerate(zip(*(column.tolist() for column in graph.claims.values()), strict=True)):
        said = dict(zip(graph.claims, row, strict=True))
        node = claim(number, said["document"])
        yield node, _TYPE, _term("Claim")
        yield node, _term("proposition"), proposition(said["proposition"])
        yield node, _term("document"), ox.NamedNode(f"{ID}document/document-{said['document']}")
        yield node, _term("claimant"), entity(said["claimant"])
        for property, choices in words.items():
            yield node, _term(property), choices[said[property]]
        if said["onBehalfOf"] >= 0:
            yield node, _term("onBehalfOf"), entity(said["onBehalfOf"])
        if said["outlet"] >= 0:
            yield node, _term("relayedFrom"), entity(said["outlet"])
        if said["cited"] >= 0:
            yield node, _term("relayedFrom"), claim(said["cited"], document[said["cited"]])
        yield from _when_and_where(node, number, said["day"], bool(said["month_only"]))


def _when_and_where(node: ox.NamedNode, number: int, day: int, month_only: bool) -> Iterator[Fact]:
    said = str(FIRST_DAY + day)
    position = ox.NamedNode(f"{node.value}#position")
    made_on = ox.Literal(said[:7], datatype=_MONTH) if month_only else ox.Literal(said, datatype=_DATE)
    yield node, _term("madeOn"), made_on
    yield node, _term("madeOnPrecision"), _term("Month" if month_only else "Day")
    yield node, _term("madeOnBasis"), _term("Inferred")
    yield node, _term("line"), ox.Literal(1 + number % 40)
    yield node, _term("anchor"), ox.Literal(f"words of claim {number}")
    yield (
        node,
        _term("gloss"),
        ox.Literal(f"What is said in claim number {number}, in other words.", language="en"),
    )
    yield node, _term("position"), position
    yield position, _TYPE, _SELECTOR
    yield position, _START, ox.Literal(number % 5000)
    yield position, _END, ox.Literal(number % 5000 + 20)
