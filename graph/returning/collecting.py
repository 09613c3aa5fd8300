"""What a file of another format tells, put together again as statements of the model, in their graphs.

A thing that stands in the file as whole statements is taken from these alone; of every other the fields say
all that people wrote (`graph.wordings.plainness` decides that when a file is written).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import pyoxigraph as ox

from graph.namespaces import AG, GRAPH_CURATED, OA, RDF, SKOS, XSD
from graph.wordings.layout import GRAPHS
from graph.wordings.plainness import date_type
from graph.wordings.told import POSITION

Said: TypeAlias = tuple[ox.NamedNode, ox.NamedNode | ox.Literal]
"""A property and its value."""
Fields: TypeAlias = Mapping[str, Any]
"""The fields of one node, link, proposition or claim, by the names that exports give them."""

_WORDS = {
    "stance": "stance",
    "certainty": "certainty",
    "modality": "modality",
    "madeOnPrecision": "made_on_precision",
    "madeOnBasis": "made_on_basis",
}
_TYPE = ox.NamedNode(RDF + "type")
_INTEGER = ox.NamedNode(XSD + "integer")


@dataclass(slots=True)
class Collected:
    """Things of a file, each with what fields say of it."""

    told: dict[str, tuple[str, Iterable[Said]]] = field(default_factory=dict)
    """By IRI, with the name of the graph; read only of what does not stand in whole statements of that
    graph, which may hold what fields cannot."""
    written: dict[tuple[str, str], list[ox.Quad]] = field(default_factory=dict)
    """Whole statements, by the thing as N-Triples write it, and the name of their graph."""

    def node(self, fields: Fields) -> None:
        """Take in an entity with its values, if these are told with it."""
        self.told[str(fields["iri"])] = _graph(fields), _entity(fields)
        for value in _listed(fields.get("values")):
            self.proposition(value)
            for claim in value["claims"]:
                self.claim({**claim, "proposition": value["iri"]})
        self.statements(str(fields.get("statements") or ""))

    def link(self, fields: Fields) -> None:
        """Take in a link with its claims, if these are told with it."""
        self.proposition({**fields, "subject": fields["source"], "object": fields["target"]})
        for claim in _listed(fields.get("evidence")):
            self.claim({**claim, "proposition": fields["iri"]})

    def proposition(self, fields: Fields) -> None:
        """Take in the content of a proposition; with a ``datatype`` its object is a value."""
        self.told[str(fields["iri"])] = _graph(fields), _proposition(fields)

    def claim(self, fields: Fields) -> None:
        """Take in a claim; things in it may stand as IRIs or with their labels."""
        iri = str(fields["iri"])
        self.told[iri] = _graph(fields), _claim(iri, fields)
        if fields.get("start") is not None and fields.get("end") is not None:
            self.told[iri + POSITION] = _graph(fields), _position(fields)

    def statements(self, text: str) -> None:
        """Take in whole statements, as N-Quads."""
        for quad in ox.parse(text, ox.RdfFormat.N_QUADS):
            graph = GRAPH_CURATED if quad.graph_name == ox.DefaultGraph() else quad.graph_name.value
            self.written.setdefault((str(quad.subject), graph), []).append(quad)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield all that people wrote, as far as the file tells it; once."""
        for iri, (graph, said) in self.told.items():
            thing = ox.NamedNode(iri)
            if (str(thing), graph) not in self.written:
                yield from (ox.Quad(thing, name, value, ox.NamedNode(graph)) for name, value in said)
        for (_, graph), quads in self.written.items():
            home = ox.NamedNode(graph)
            yield from (ox.Quad(one.subject, one.predicate, one.object, home) for one in quads)


def _graph(fields: Fields) -> str:
    """Return the name of the graph in which a thing stands; files of earlier versions know only one."""
    return GRAPHS + str(fields.get("graph") or GRAPH_CURATED.removeprefix(GRAPHS))


def _entity(fields: Fields) -> Iterator[Said]:
    yield _TYPE, _our(str(fields["type"]))
    yield ox.NamedNode(SKOS + "prefLabel"), ox.Literal(str(fields["label"]), language="en")


def _proposition(fields: Fields) -> Iterator[Said]:
    text, datatype = str(fields["object"]), str(fields.get("datatype") or "")
    yield _TYPE, _our("Proposition")
    yield ox.NamedNode(RDF + "subject"), ox.NamedNode(str(fields["subject"]))
    yield ox.NamedNode(RDF + "predicate"), ox.NamedNode(str(fields["predicate"]))
    target = ox.Literal(text, datatype=ox.NamedNode(datatype)) if datatype else ox.NamedNode(text)
    yield ox.NamedNode(RDF + "object"), target


def _claim(iri: str, fields: Fields) -> Iterator[Said]:
    yield _TYPE, _our("ReferenceClaim" if fields["reference"] else "Claim")
    for name, key in (("proposition", "proposition"), ("claimant", "claimant"), ("document", "document"),
                      ("onBehalfOf", "on_behalf_of")):  # fmt: skip
        if fields.get(key):
            yield _our(name), _thing(fields[key])
    for name, key in (("saidTo", "said_to"), ("relayedFrom", "relayed_from")):
        for thing in _listed(fields.get(key)):
            yield _our(name), _thing(thing)
    for name, key in _WORDS.items():
        if fields.get(key):
            yield _our(name), _our(str(fields[key]).capitalize())
    yield from _texts(iri, fields)


def _texts(iri: str, fields: Fields) -> Iterator[Said]:
    yield _our("gloss"), ox.Literal(str(fields["gloss"]), language="en")
    if fields.get("note"):
        yield ox.NamedNode(SKOS + "note"), ox.Literal(str(fields["note"]), language="en")
    if fields.get("anchor"):
        yield _our("anchor"), ox.Literal(str(fields["anchor"]))
    if fields.get("made_on"):
        made_on = str(fields["made_on"])
        yield _our("madeOn"), ox.Literal(made_on, datatype=ox.NamedNode(date_type(made_on)))
    if fields.get("line") is not None:
        yield _our("line"), _number(fields["line"])
    if fields.get("start") is not None and fields.get("end") is not None:
        yield _our("position"), ox.NamedNode(iri + POSITION)


def _position(fields: Fields) -> Iterator[Said]:
    yield _TYPE, ox.NamedNode(OA + "TextPositionSelector")
    yield ox.NamedNode(OA + "start"), _number(fields["start"])
    yield ox.NamedNode(OA + "end"), _number(fields["end"])


def _listed(held: object) -> list[Any]:
    """Return a list that may also stand as JSON in a text."""
    if not held:
        return []
    found: list[Any] = json.loads(held) if isinstance(held, str) else list(cast("list[Any]", held))
    return found


def _thing(held: object) -> ox.NamedNode:
    return ox.NamedNode(str(held["iri"] if isinstance(held, Mapping) else held))


def _number(value: object) -> ox.Literal:
    return ox.Literal(str(int(str(value))), datatype=_INTEGER)


def _our(name: str) -> ox.NamedNode:
    return ox.NamedNode(AG + name)
