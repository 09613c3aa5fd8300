"""Read a request by the SPARQL 1.1 Protocol: the query, its dataset and the formats the client takes.

Section numbers are those of https://www.w3.org/TR/sparql11-protocol/.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from graph.server.formats import SHORT_NAMES, Wanted, wanted
from graph.server.refusals import RefusedError
from graph.settings import Limits
from graph.workers import Question

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
_FORMAT_NAMES = ("format", "output", "results")
_GRAPH_NAMES = ("default-graph-uri", "named-graph-uri")
_USING_NAMES = ("using-graph-uri", "using-named-graph-uri")
Parameters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as a client asked it."""

    question: Question
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class AskedUpdate:
    """An update as a client sent it, with the dataset that its WHERE sees (section 2.2.3)."""

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


async def read_request(request: Request, limits: Limits, max_rows: int | None) -> Asked | AskedUpdate | None:
    """Return what `request` asks; None where it is a GET without a query, which asks what is served here.

    Raises
    ------
    RefusedError
        If the protocol, a limit, or the formats that the client takes do not let it be answered.
    """
    address = _parameters(request.scope["query_string"], "address", limits)
    if request.method == "POST":
        given = await _posted(request, address, limits)
    elif request.method in ("GET", "HEAD"):
        given = address
        if not _means_a_query(given):
            return None
    else:
        raise RefusedError(405, f"{request.method} is not answered here; {METHODS} are.", {"Allow": METHODS})
    if "update" in given:
        return _update(request.method, given, limits)
    return Asked(*_question(given, ", ".join(request.headers.getlist("accept")), limits, max_rows))


def _means_a_query(given: Parameters) -> bool:
    return any(name in given for name in ("query", "update", *_GRAPH_NAMES))


def _question(
    given: Parameters, accept: str, limits: Limits, max_rows: int | None
) -> tuple[Question, Wanted]:
    text = _query_text(given)
    _refuse_length(text, "query", limits)
    takes = _wanted(given, accept)
    default, named = (tuple(map(_graph_name, given.get(name, ()))) for name in _GRAPH_NAMES)
    question = Question(text, default, named, takes.table_format, takes.graph_format, max_rows)
    return question, takes


def _update(method: str, given: Parameters, limits: Limits) -> AskedUpdate:
    """Return the one update there is (sections 2.2.1 to 2.2.3)."""
    if "query" in given:
        raise RefusedError(400, "There is a query and an update in one request; send each in its own.")
    if method != "POST":
        raise RefusedError(400, "An update is sent by POST.", {"Accept-Post": f"{FORM}, {UPDATE}"})
    if len(given["update"]) > 1:
        raise RefusedError(
            400, "There are several updates in one request; send one, its operations parted by ';'."
        )
    [text] = given["update"]
    _refuse_length(text, "update", limits)
    using, named = (tuple(map(_graph_name, given.get(name, ()))) for name in _USING_NAMES)
    return AskedUpdate(text, using, named)


def _refuse_length(text: str, kind: str, limits: Limits) -> None:
    if len(text) > limits.query_max_letters:
        raise RefusedError(
            413, f"The {kind} has {len(text):,} letters; at most {limits.query_max_letters:,} are read."
        )


def _query_text(given: Parameters) -> str:
    """Return the one query there is (sections 2.1.1 and 2.1.4)."""
    queries = given.get("query", ())
    if not queries:
        raise RefusedError(400, "There is no query. Give it as the parameter 'query'.")
    if len(queries) > 1:
        raise RefusedError(400, f"There are {len(queries)} queries in one request; send each in its own.")
    return queries[0]


def _wanted(given: Parameters, accept: str) -> Wanted:
    """Return which formats the client takes: what it names in the address counts before its header.

    Clients that want to be sure give several names in several spellings; the first that is known holds.
    """
    names = [one for name in _FORMAT_NAMES for one in given.get(name, ()) if one] or [""]
    found = next(filter(None, (wanted(accept, name) for name in names)), None)
    if found is None:
        raise RefusedError(
            406,
            f"No answer can be written as {names[0] or accept!r}. Tables are written as JSON, XML, CSV and "
            "TSV, graphs as Turtle, N-Triples, JSON-LD, RDF/XML, TriG and N-Quads; the parameter 'format' "
            f"takes {', '.join(SHORT_NAMES)} or a media type.",
        )
    return found


def _graph_name(iri: str) -> str:
    """Return the name of a graph of the dataset (section 2.1.4), which has to be a whole IRI."""
    scheme, colon, rest = iri.partition(":")
    if not (colon and rest and scheme.isascii() and scheme[:1].isalpha()) or set(iri) & set(' <>"{}|\\^`'):
        raise RefusedError(
            400, f"{iri!r} names no graph; give its whole IRI, such as https://example.org/graph."
        )
    return iri


async def _posted(request: Request, address: Parameters, limits: Limits) -> Parameters:
    """Return all parameters of a POST, in either of its two forms (sections 2.1.2 and 2.1.3)."""
    media_type = _media_type(request)
    body = await read_body(request, limits)
    if media_type == FORM:
        given = _parameters(body, "form", limits)
        return {name: (*address.get(name, ()), *given.get(name, ())) for name in {**address, **given}}
    text = _decoded(body)
    if media_type == UPDATE:
        return {**address, "update": (*address.get("update", ()), text)}
    return {**address, "query": (*address.get("query", ()), text)}


def _media_type(request: Request) -> str:
    """Return which of the forms of POST it is; the text of each is UTF-8."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = media_type.strip().lower()
    if kind not in (FORM, QUERY, UPDATE):
        said = f"The media type {kind!r} of the request" if kind else "A request without a media type"
        raise RefusedError(
            415, f"{said} is not read here; send {FORM} or {QUERY}.", {"Accept-Post": f"{FORM}, {QUERY}"}
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RefusedError(
            415, "A compressed request is not read here; send it as it is.", {"Accept-Encoding": "identity"}
        )
    for parameter in parameters.lower().split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "charset" and value.strip("\"' ") not in ("utf-8", "utf8", "us-ascii"):
            raise RefusedError(415, f"The request is coded as {value!r}; only UTF-8 is read.")
    return kind


async def read_body(request: Request, limits: Limits) -> bytes:
    """Return the body of `request`.

    Raises
    ------
    RefusedError
        With 413 if it is longer than a request may be, with 408 if it does not come.
    """
    announced = request.headers.get("content-length", "")
    too_long = RefusedError(
        413, f"The request is longer than {limits.server_body_bytes:,} bytes.", {"Connection": "close"}
    )
    if announced.isascii() and announced.isdigit() and int(announced) > limits.server_body_bytes:
        raise too_long
    parts: list[bytes] = []
    length = 0
    parting = request.stream()
    while True:
        try:
            async with asyncio.timeout(limits.server_head_seconds):
                part = await anext(parting, None)
        except TimeoutError:
            raise RefusedError(
                408, "The rest of the request did not come.", {"Connection": "close"}
            ) from None
        except ClientDisconnect:
            raise RefusedError(400, "The request broke off.", {"Connection": "close"}) from None
        if part is None:
            return b"".join(parts)
        length += len(part)
        if length > limits.server_body_bytes:
            raise too_long
        parts.append(part)


def _parameters(written: bytes, place: str, limits: Limits) -> Parameters:
    """Return parameters by name; what is no UTF-8 is refused and not replaced."""
    try:
        pairs = parse_qsl(
            written.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=limits.server_parameters,
        )
    except UnicodeDecodeError:
        raise RefusedError(400, f"The {place} is not UTF-8.") from None
    except ValueError:
        raise RefusedError(400, f"The {place} has more than {limits.server_parameters} parameters.") from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return found


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"The query is not UTF-8 (byte {error.start}).") from None
