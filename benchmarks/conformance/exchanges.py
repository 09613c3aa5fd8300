"""Play the requests that the W3C wrote down for its two protocols, and judge the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import urllib3
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from conformance.manifests import MF, entries, path_of, read_manifest

CNT = Namespace("http://www.w3.org/2011/content#")
HT = Namespace("http://www.w3.org/2011/http#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_RDF_TYPES = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/n-triples": "nt"}
_TABLE_TYPES = ("sparql-results", "text/csv", "text/tab-separated-values")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answer to one request must be."""

    statuses: tuple[str, ...]
    boolean: bool | None
    format: str
    """``boolean``, ``tabular``, ``RDF`` or empty."""
    location: str
    """Name under which the Location header is used in later requests; empty for none."""
    body: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a test."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    expected: Expected


@dataclass(frozen=True, slots=True)
class Exchange:
    """A test: graphs that must be there first, then requests in order."""

    name: str
    graphs: tuple[tuple[str, Path], ...]
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """The server that is tested: where its two protocols are, and what a writer must show."""

    sparql: str
    graphs: str
    """Where a graph is named by ``?graph=``."""
    direct: str
    """What the addresses of graphs that name themselves begin with."""
    writer: Mapping[str, str]


def exchanges(manifest_file: Path) -> Iterator[Exchange]:
    """Yield the tests of one manifest of a protocol."""
    manifest = read_manifest(manifest_file)
    for entry in entries(manifest):
        action = manifest.value(entry, MF.action)
        requests = Collection(manifest, manifest.value(action, HT.requests))
        graphs = tuple(_graph(manifest, one) for one in manifest.objects(entry, UT.graphData))
        name = str(entry).rpartition("#")[2]
        yield Exchange(name, graphs, tuple(_request(manifest, one) for one in requests))


def _graph(manifest: Graph, described: Node) -> tuple[str, Path]:
    [label] = [str(label) for name, label in manifest.predicate_objects(described) if str(name) == RDFS_LABEL]
    return label, path_of(manifest.value(described, UT.graph))


def _request(manifest: Graph, request: Node) -> Request:
    return Request(
        str(manifest.value(request, HT.methodName)),
        str(manifest.value(request, HT.absolutePath)),
        _headers(manifest, request),
        _body(manifest, request),
        _expected(manifest, manifest.value(request, HT.resp)),
    )


def _headers(manifest: Graph, of: Node | None) -> dict[str, str]:
    first = manifest.value(of, HT.headers)
    if first is None:
        return {}
    return {
        str(manifest.value(one, HT.fieldName)).lower(): str(manifest.value(one, HT.fieldValue))
        for one in Collection(manifest, first)
    }


def _body(manifest: Graph, of: Node | None) -> bytes:
    body = manifest.value(of, HT.body)
    if body is None:
        return b""
    encoding = str(manifest.value(body, CNT.characterEncoding) or "UTF-8")
    return str(manifest.value(body, CNT.chars) or "").encode(encoding)


def _expected(manifest: Graph, response: Node | None) -> Expected:
    boolean = manifest.value(response, MF.expectedBoolean)
    return Expected(
        tuple(str(one).rpartition("#")[2] for one in manifest.objects(response, MF.expectedStatus)),
        None if boolean is None else bool(boolean.toPython()),
        str(manifest.value(response, MF.expectedFormat) or ""),
        str(manifest.value(response, MF.expectedLocation) or ""),
        _body(manifest, response).decode(),
        _headers(manifest, response).get("content-type", ""),
    )


def play(exchange: Exchange, peer: Peer, pool: urllib3.PoolManager) -> str:
    """Return what was wrong in the first exchange that went wrong; empty where nothing was."""
    for iri, file in exchange.graphs:
        address = f"{peer.graphs}?graph={quote(iri, safe='')}"
        headers = {**peer.writer, "content-type": "application/n-triples"}
        pool.request("PUT", address, body=file.read_bytes(), headers=headers)
    places: dict[str, str] = {}
    for number, request in enumerate(exchange.requests, 1):
        answer = _sent(request, peer, places, pool)
        fault = _fault(request.expected, answer)
        if fault:
            return f"request {number} ({request.method} {request.path[:60]}): {fault}"
        if request.expected.location:
            places[request.expected.location] = answer.headers.get("location", "")
    return ""


def _sent(
    request: Request, peer: Peer, places: Mapping[str, str], pool: urllib3.PoolManager
) -> urllib3.BaseHTTPResponse:
    path = request.path
    for name, place in places.items():
        path = path.replace(name, place)
    headers = {**peer.writer, **request.headers}
    return pool.request(
        request.method, _address(path, peer), body=request.body or None, headers=headers, redirect=False
    )


def _address(path: str, peer: Peer) -> str:
    if path.startswith("http"):
        return path
    if path.startswith("/sparql"):
        return peer.sparql + re.sub(r"^/sparql/?", "", path)
    rest = path.removeprefix("/gsp")
    return (peer.direct if rest.startswith("/") else peer.graphs) + rest


def _fault(expected: Expected, answer: urllib3.BaseHTTPResponse) -> str:
    if expected.statuses and not any(_is(answer.status, name) for name in expected.statuses):
        return f"status {answer.status} instead of {' or '.join(expected.statuses)}: {answer.data[:160]!r}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if expected.boolean is not None and _truth(answer.data) is not expected.boolean:
        return f"{answer.data[:80]!r} instead of {expected.boolean}"
    if expected.format == "tabular" and not any(part in kind for part in _TABLE_TYPES):
        return f"{kind} is no table"
    if expected.format == "RDF" and kind not in {*_RDF_TYPES, "application/ld+json"}:
        return f"{kind} is no RDF"
    return _unlike(expected, answer, kind) if expected.body else ""


def _unlike(expected: Expected, answer: urllib3.BaseHTTPResponse, kind: str) -> str:
    wanted = _RDF_TYPES[expected.media_type.partition(";")[0] or "text/turtle"]
    base = "http://www.example/"
    one = Graph().parse(data=expected.body, format=wanted, publicID=base)
    other = Graph().parse(data=answer.data, format=_RDF_TYPES.get(kind, "turtle"), publicID=base)
    return "" if isomorphic(one, other) else f"another graph: {answer.data[:200]!r}"


def _is(status: int, name: str) -> bool:
    match = re.fullmatch(r"StatusCode(\d)xx", name)
    return status // 100 == int(match[1]) if match else status == _STATUSES[name]


def _truth(content: bytes) -> bool | None:
    found = re.search(rb"true|false", content)
    return None if found is None else found[0] == b"true"
