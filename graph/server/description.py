"""Say what is served: the service description at ``/sparql``, VoID and DCAT at ``/.well-known/void``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from graph.errors import ArmsgraphError
from graph.ingest.hierarchy import ontology_quads
from graph.knowledge import KnowledgeGraph
from graph.namespaces import BASE, PREFIXES, shorten
from graph.sentences import counted
from graph.server.description_counts import Counts, count
from graph.server.description_formats import RDF_TYPES, can_be_iri, unchanged
from graph.server.description_rdf import (
    DCAT,
    FOAF,
    FORMATS,
    LICENCE,
    SD,
    SUMMARY,
    VOID,
    Served,
    dataset_triples,
    dump_address,
    service_triples,
)
from graph.server.entity_pages_markup import page, policy
from graph.server.formats import best_type, with_charset
from graph.server.opened import opened
from graph.server.refusals import RefusedError, refusal_of, refused
from graph.server.service import Service
from graph.store import RDF_FORMATS

HTML = "text/html"
OFFERED = (*RDF_TYPES, HTML)
_PREFIXES = {**PREFIXES, "sd": SD, "void": VOID, "dcat": DCAT, "foaf": FOAF, "formats": FORMATS}
Describing = Callable[[Served], Iterator[ox.Triple]]


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of this part."""

    async def void(request: Request) -> Response:
        return await _answer(service, request, dataset_triples)

    async def ontology(request: Request) -> Response:
        return await _ontology(request)

    return [
        Route("/.well-known/void", void, methods=["GET", "HEAD"]),
        Route("/ontology", ontology, methods=["GET", "HEAD"]),
    ]


async def describe(service: Service, request: Request) -> Response:
    """Return the service description, which `/sparql` answers with where no query is given."""
    return await _answer(service, request, service_triples)


async def _answer(service: Service, request: Request, describing: Describing) -> Response:
    try:
        media = _media(request, OFFERED)
        headers = _headers(media)
        version = service.version()
        if version.digest:
            key = service.edition.key("description", request.url.path, _origin(service, request), media)
            headers["ETag"] = f'"{key}"'
            if unchanged(request, headers["ETag"]):
                return Response(status_code=304, headers=headers)
        served = await run_in_threadpool(_served, service, version.name, _origin(service, request))
        if media == HTML:
            return Response(page("description.html", _page_values(served, request)), headers=headers)
        return Response(_written(describing(served), media), headers=headers)
    except RefusedError as refusal:
        return refused(refusal, request.headers.get("accept", ""))
    except ArmsgraphError as error:
        return refused(refusal_of(error), request.headers.get("accept", ""))


async def _ontology(request: Request) -> Response:
    """Return the ontology as one graph, of any build."""
    try:
        media = _media(request, tuple(RDF_TYPES))
    except RefusedError as refusal:
        return refused(refusal, request.headers.get("accept", ""))
    triples = (quad.triple for quad in await run_in_threadpool(lambda: list(ontology_quads())))
    return Response(_written(triples, media), headers=_headers(media))


def _media(request: Request, offered: tuple[str, ...]) -> str:
    media = best_type(request.headers.get("accept", ""), offered)
    if not media:
        raise RefusedError(406, f"This is written as {', '.join(offered)}.")
    return media


def _headers(media: str) -> dict[str, str]:
    headers = {"Content-Type": with_charset(media), "Vary": "Accept, Host"}
    return headers | ({"Content-Security-Policy": policy()} if media == HTML else {})


def _written(triples: Iterator[ox.Triple], media: str) -> bytes:
    """Return `triples`, each once and all of one subject together, in the order of what is said first."""
    about: dict[object, dict[ox.Triple, None]] = {}
    for triple in triples:
        about.setdefault(triple.subject, {})[triple] = None
    kept = [triple for said in about.values() for triple in said]
    return ox.serialize(kept, format=RDF_FORMATS[RDF_TYPES[media]], prefixes=_PREFIXES) or b""


def _served(service: Service, build: str, origin: str) -> Served:
    """Return what is served, counted once for each build; runs in a thread."""
    source = opened(service)
    counts = source.once(build, "counts", _counts)
    manifest = source.graph(build).store.manifest
    settings = service.settings
    return Served(origin, counts, manifest, build, _limits(service), settings.perspective)


def _counts(graph: KnowledgeGraph) -> Counts:
    return count(graph.told_store)


def _limits(service: Service) -> str:
    settings, limits = service.settings, service.settings.limits
    rows = "" if settings.max_rows is None else f" An answer is cut after {settings.max_rows:,} rows."
    named = ", ".join(f"<{one}>" for one in settings.services)
    elsewhere = f"SERVICE may ask {named} and no other." if named else "SERVICE is refused."
    return (
        f"A query is stopped after {limits.sparql_timeout_seconds:g} seconds or "
        f"{limits.query_memory_bytes:,} bytes of memory. As many as {limits.query_waiting:,} wait while "
        f"{counted(service.workers.count, 'query runs', 'queries run')}.{rows} {elsewhere}"
    )


def _origin(service: Service, request: Request) -> str:
    """Return where the client reaches this server, by its own account as far as that can be an address."""
    origin = str(request.base_url)
    return origin if can_be_iri(origin) else f"http://{service.settings.host}:{service.settings.port}/"


def _page_values(served: Served, request: Request) -> dict[str, object]:
    counts, root = served.counts, str(request.scope.get("root_path", ""))
    manifest = served.manifest
    view = {
        "title": "What this server holds",
        "kinds": ["data set", "SPARQL service"],
        "summary": f"{SUMMARY} {counts.triples:,} triples, {counted(counts.entities, 'entity', 'entities')}.",
        "limits": served.limits,
        "issued": manifest.created if manifest else "",
        "build": served.build,
        "licence": LICENCE,
        "graphs": [
            {"label": name, "href": dump_address(f"{root}/", name), "count": f"{number:,}"}
            for name, number in counts.graphs
        ],
        "classes": [{"label": shorten(iri), "count": f"{number:,}"} for iri, number in counts.classes],
        "properties": [{"label": shorten(one.iri), "count": f"{one.triples:,}"} for one in counts.properties],
    }
    return {
        "view": view, "iri": BASE, "root": root, "alternates": [], "app": "", "telling": served.telling,
    }  # fmt: skip
