"""The Graph Store HTTP Protocol (SPARQL 1.1): whole graphs read, and where that is switched on, written.

A graph is named by ``/graphs?graph=IRI``, or by its own address below ``/graph/``, which stands for the
IRI of the same end below the base. ``?default`` is the store's own default graph, which holds what was
written without a name of a graph; a query that names no graph sees it and all others as one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from graph.errors import ArmsgraphError
from graph.namespaces import BASE
from graph.resources import application_query
from graph.server.answering import BrokenOffError
from graph.server.description_formats import RDF_TYPES, can_be_iri, unchanged
from graph.server.editions import is_server
from graph.server.formats import best_type, with_charset
from graph.server.refusals import RefusedError, refusal_of, refused
from graph.server.service import Service
from graph.server.writing import ALLOWED, READING, Target, write
from graph.store import open_store
from graph.workers import Question

DEFAULT = "default"
_METHODS = [*ALLOWED, "PATCH"]


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of this part."""

    async def named(request: Request) -> Response:
        return await _answer(service, request, _target_of_query)

    async def direct(request: Request) -> Response:
        return await _answer(service, request, _target_of_path)

    return [
        Route("/graphs", named, methods=_METHODS),
        Route("/graph/{name:path}", direct, methods=_METHODS),
    ]


async def _answer(service: Service, request: Request, target_of: Callable[[Request], Target]) -> Response:
    try:
        target = target_of(request)
        if request.method in READING:
            return await _read(service, request, target)
        return await write(service, request, target)
    except RefusedError as refusal:
        return refused(refusal, request.headers.get("accept", ""))


def _target_of_path(request: Request) -> Target:
    return Target(absolute(BASE + "graph/" + request.path_params["name"]))


def _target_of_query(request: Request) -> Target:
    """Return the graph that the query of an address names."""
    given = request.query_params.multi_items()
    names = [value for key, value in given if key == "graph"]
    default = any(key == DEFAULT for key, _ in given)
    if len(names) + default > 1:
        raise RefusedError(400, "Name one graph: either ?graph=IRI once, or ?default.")
    if names:
        return Target(absolute(_canonical(names[0], request)))
    if default:
        return Target("")
    if request.method == "POST":
        return Target(f"{BASE}graph/{uuid4().hex}", minted=True)
    raise RefusedError(400, "Name a graph with ?graph=IRI, or ?default for what has no name.")


def _canonical(iri: str, request: Request) -> str:
    """Return the name of the graph that an address of this server, such as a Location, stands for."""
    own = f"{request.base_url}graph/"
    return f"{BASE}graph/{iri.removeprefix(own)}" if iri.startswith(own) else iri


def absolute(iri: str) -> str:
    """Return `iri` if it can name a graph.

    Raises
    ------
    RefusedError
        If it is relative, or holds what no IRI may hold.
    """
    if not can_be_iri(iri):
        raise RefusedError(400, f"{iri!r} is no absolute IRI; name a graph as ?graph=https://example.org/x.")
    return iri


async def _read(service: Service, request: Request, target: Target) -> Response:
    """Return a graph in the format that the client takes."""
    media = best_type(request.headers.get("accept", ""), tuple(RDF_TYPES))
    if not media:
        raise RefusedError(406, f"A graph is written as {', '.join(RDF_TYPES)}.")
    build = service.version().name
    if target.graph and target.graph not in await run_in_threadpool(_graphs, service.location, build):
        raise RefusedError(404, f"There is no graph <{target.graph}> here.")
    headers = {"Vary": "Accept", "Content-Type": with_charset(media)}
    if build:
        headers["ETag"] = f'"{build}.{RDF_TYPES[media]}"'
        if unchanged(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return StreamingResponse(iter(()), headers=headers)
    return StreamingResponse(_closing(await _triples(service, target, RDF_TYPES[media])), headers=headers)


async def _triples(service: Service, target: Target, format: str) -> AsyncIterator[bytes]:
    if is_server(service.location):  # its default graph is its own, what a query without a name sees
        graphs = (target.graph,) if target.graph else ()
        asked = Question(application_query("graph_triples"), graphs, table_format="", graph_format=format)
    else:
        asked = Question("", graph_format=format, whole_graph=target.graph)
    try:
        reply = await service.ask(asked)
    except ArmsgraphError as error:
        raise refusal_of(error) from error
    return reply.chunks


async def _closing(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield `chunks`, and free their worker also where the client has left."""
    try:
        async for chunk in chunks:
            yield chunk
    except ArmsgraphError as error:
        raise BrokenOffError(str(error)) from error
    finally:
        close = getattr(chunks, "aclose", None)
        if close is not None:
            await close()


def _graphs(location: str, build: str) -> frozenset[str]:
    try:  # a server elsewhere holds one build only
        return frozenset(open_store(location, build_name="" if is_server(location) else build).graphs())
    except ArmsgraphError as error:
        raise refusal_of(error) from error
