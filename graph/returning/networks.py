"""Networks that exports wrote, read again: GraphML, GEXF, Cytoscape JSON and node-link JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from graph.returning.collecting import Collected


def read_graphml(file: IO[bytes], into: Collected) -> None:
    """Take in a network in GraphML."""
    for name, element in _elements(file, frozenset({"node", "edge"})):
        held = {str(one.get("key")).partition("_")[2]: one.text or "" for one in element}
        _take(name, held, element, into)


def read_gexf(file: IO[bytes], into: Collected) -> None:
    """Take in a network in GEXF."""
    for name, element in _elements(file, frozenset({"node", "edge"})):
        held = {
            str(one.get("for")): one.get("value") or ""
            for values in element
            if _local(values) == "attvalues"
            for one in values
        }
        _take(name, {**held, "label": element.get("label") or ""}, element, into)


def read_cytoscape(file: IO[bytes], into: Collected) -> None:
    """Take in a network in Cytoscape's JSON."""
    elements = json.load(file)["elements"]
    for node in elements["nodes"]:
        into.node({**node["data"], "iri": node["data"]["id"]})
    for edge in elements["edges"]:
        into.link(edge["data"])


def read_node_link(file: IO[bytes], into: Collected) -> None:
    """Take in a network in node-link JSON."""
    held = json.load(file)
    for node in held["nodes"]:
        into.node({**node, "iri": node["id"]})
    for edge in held["edges"]:
        into.link(edge)


def _take(name: str, held: dict[str, Any], element: Element, into: Collected) -> None:
    if name == "node":
        into.node({**held, "iri": element.get("id")})
    else:
        into.link({**held, "source": element.get("source"), "target": element.get("target")})


def _elements(file: IO[bytes], wanted: frozenset[str]) -> Iterator[tuple[str, Element]]:
    """Yield the elements with one of these names, each forgotten when the next is asked for."""
    for _, element in iterparse(file):  # noqa: S314 - what reads a source has refused entities before
        if _local(element) in wanted:
            yield _local(element), element
            element.clear()


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
