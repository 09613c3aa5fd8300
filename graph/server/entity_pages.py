"""Pages about one thing: an entity, claim, proposition or document, as HTML for people and RDF for programs.

``/id/actor/x`` is the page of the IRI that ends so below the base. It answers 200 with the description,
in the format that the client takes; an end of `SUFFIXES`, such as ``.ttl``, asks for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from graph.errors import ArmsgraphError
from graph.lexicon import words_of
from graph.namespaces import BASE, ID, local_name
from graph.server.description_formats import RDF_TYPES, SUFFIXES, can_be_iri, unchanged
from graph.server.entity_pages_markup import page, policy
from graph.server.entity_pages_rdf import description_of, written
from graph.server.entity_pages_views import Views
from graph.server.formats import best_type, with_charset
from graph.server.opened import opened
from graph.server.refusals import RefusedError, refusal_of, refused
from graph.server.service import Service

HTML = "text/html"
OFFERED = (*RDF_TYPES, HTML)
_NAMES = {
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF/XML",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for."""

    path: str
    """Below the base, without the ending that asks for a format."""
    media: str
    root: str
    """What the server's own paths begin with."""

    @property
    def iri(self) -> str:
        """The canonical IRI of the thing."""
        return BASE + self.path


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of this part."""

    async def thing(request: Request) -> Response:
        try:
            asked = _asked(request)
            headers = _headers(service, asked)
            if "ETag" in headers and unchanged(request, headers["ETag"]):
                return Response(status_code=304, headers=headers)
            return await run_in_threadpool(_described, service, asked, headers)
        except RefusedError as refusal:
            return refused(refusal, request.headers.get("accept", ""))
        except ArmsgraphError as error:
            return refused(refusal_of(error), request.headers.get("accept", ""))

    return [Route("/id/{name:path}", thing, methods=["GET", "HEAD"])]


def _asked(request: Request) -> Asked:
    path = "id/" + request.path_params["name"]
    if not can_be_iri(BASE + path):
        raise RefusedError(404, f"{path!r} is the end of no IRI, so nothing is said of it.")
    root = str(request.scope.get("root_path", ""))
    suffix = PurePosixPath(path).suffix
    if suffix in SUFFIXES:
        return Asked(path.removesuffix(suffix), SUFFIXES[suffix], root)
    media = best_type(request.headers.get("accept", ""), OFFERED)
    if not media:
        raise RefusedError(406, f"This is written as {', '.join(OFFERED)}.")
    return Asked(path, media, root)


def _headers(service: Service, asked: Asked) -> dict[str, str]:
    headers = {
        "Content-Type": with_charset(asked.media),
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
        "Link": ", ".join(_links(asked)),
    }
    if service.version().digest:
        headers["ETag"] = f'"{service.edition.key("thing", asked.path, asked.media, asked.root)}"'
    if asked.media == HTML:
        headers |= {"Content-Security-Policy": policy(), "Referrer-Policy": "no-referrer"}
    return headers


def _links(asked: Asked) -> list[str]:
    links = [f'<{quote(asked.iri, safe=":/")}>; rel="canonical"']
    return links + [
        f'<{one["href"]}>; rel="alternate"; type="{one["type"]}"' for one in _alternates(asked) if one["href"]
    ]


def _alternates(asked: Asked) -> list[dict[str, str]]:
    path = f"{asked.root}/{quote(asked.path, safe='/')}"
    return [
        {"type": media, "name": _NAMES[media], "href": path + suffix}
        for suffix, media in SUFFIXES.items()
        if media in _NAMES
    ]


def _described(service: Service, asked: Asked, headers: dict[str, str]) -> Response:
    """Return the description of a thing; runs in a thread."""
    graph = opened(service).graph(service.version().name)
    triples = description_of(graph.told_store, asked.iri)
    views = Views(graph, asked.root)
    if not triples:
        return _missing(views, asked, headers)
    if asked.media != HTML:
        return Response(written(triples, RDF_TYPES[asked.media]), headers=headers)
    template, view = views.of(asked.iri, triples)
    app = service.settings.app_address
    values = {
        "view": view,
        "iri": asked.iri,
        "root": asked.root,
        "alternates": _alternates(asked),
        "app": f"{app.rstrip('/')}/?entity={quote(asked.iri.removeprefix(ID))}" if app else "",
        "telling": service.settings.perspective,
    }
    return Response(page(template, values), headers=headers)


def _missing(views: Views, asked: Asked, headers: dict[str, str]) -> Response:
    """Return a page or a sentence that says what there is instead."""
    found = views.suggestions(words_of(local_name(asked.iri)))
    kept = {name: value for name, value in headers.items() if name not in ("ETag", "Link")}
    sentence = f"Nothing is said here of <{asked.iri}>."
    if asked.media != HTML:
        meant = f" Did you mean {', '.join(str(one['href']) for one in found)}?" if found else ""
        kept["Content-Type"] = "text/plain; charset=utf-8"
        return Response(f"{sentence}{meant}\n", 404, kept)
    view = {"title": "Not here", "kinds": [], "summary": sentence, "suggestions": found}
    values = {
        "view": view, "iri": asked.iri, "root": asked.root, "alternates": [], "app": "", "telling": "",
    }  # fmt: skip
    return Response(page("missing.html", values), 404, kept)
