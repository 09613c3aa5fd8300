"""Writing over HTTP: who may, what was sent, and the build that takes it in whole or not at all."""

from __future__ import annotations

import asyncio
import hmac
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from werkzeug.exceptions import HTTPException
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_etags, parse_options_header

from graph.errors import ArmsgraphError, DataError, InputError, StoreLockedError
from graph.ingest.adding import add, put, unpack
from graph.ingest.annexes import require_writable
from graph.ingest.changing import ChangeReport, Held
from graph.ingest.reading import Source, source_of_bytes
from graph.namespaces import BASE
from graph.server.editions import is_server
from graph.server.refusals import RefusedError
from graph.server.service import Service
from graph.settings import LIMITS

READING = ("GET", "HEAD")
ALLOWED = (*READING, "PUT", "POST", "DELETE")
EXTENSIONS: Mapping[str, str] = {
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/ld+json": ".jsonld",
    "application/rdf+xml": ".rdf",
    "application/xml": ".rdf",
    "text/xml": ".rdf",
    "application/x-turtle": ".ttl",
}
"""Media types of a graph that may be sent, with the extension of a file of that kind."""
_SYNTAX = frozenset({"syntax", "encoding"})
_turns: WeakKeyDictionary[Service, asyncio.Lock] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that a request is about."""

    graph: str
    """Its IRI; empty for the default graph, which holds what was written without a name."""
    minted: bool = False
    """Whether the server gave it its name."""


async def write(service: Service, request: Request, target: Target) -> Response:
    """Do a PUT, POST or DELETE; then readers find the new build, whole.

    Raises
    ------
    RefusedError
        If it is not done, and why.
    """
    authorise(service, request)
    if request.method not in ALLOWED:
        raise RefusedError(405, f"{request.method} is not done here.", {"Allow": ", ".join(ALLOWED)})
    sources = [] if request.method == "DELETE" else await sources_of(request)
    return await _carried_out(service, request, target, sources)


def is_open(service: Service) -> bool:
    """Return whether anybody may write: writing is switched on, and the whole of a store here is served."""
    outlook = service.settings.outlook
    told = outlook is not None and not outlook.is_everything
    return bool(service.settings.write_token) and not told and not is_server(service.location)


def authorise(service: Service, request: Request) -> None:
    """Raise unless writing is switched on and the request shows the token.

    Raises
    ------
    RefusedError
        With 405 where nobody may write, with 401 where the token is missing or another.
    """
    if not is_open(service):
        raise RefusedError(
            405,
            "This server only reads. Start it with a write token over the whole of a store to write here.",
            {"Allow": ", ".join(READING)},
        )
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not shown.strip():
        raise RefusedError(
            401, "Writing needs a token: Authorization: Bearer TOKEN.", {"WWW-Authenticate": _challenge("")}
        )
    if not hmac.compare_digest(
        shown.strip().encode("latin-1", "replace"), service.settings.write_token.encode()
    ):
        raise RefusedError(
            401, "This token does not open this server.", {"WWW-Authenticate": _challenge("invalid_token")}
        )


async def sources_of(request: Request) -> list[Source]:
    """Return the graphs that a request carries: its body, or each part of a form.

    Raises
    ------
    RefusedError
        If the body is too large, of no format that is known, or is not what it says it is.
    """
    body = await body_of(request)
    kind, _ = parse_options_header(request.headers.get("content-type", ""))
    try:
        if kind == "multipart/form-data":
            return _parts(body, request.headers["content-type"])
        return [source_of_bytes(body, "request", _extension(kind))]
    except DataError as error:
        raise _broken(error) from error


async def body_of(request: Request, most: int = LIMITS.write_body_bytes) -> bytes:
    """Return the body of a request, unpacked, as long as it stays within `most` bytes.

    Raises
    ------
    RefusedError
        If it is larger, or packed in a way that is not known.
    """
    parts = bytearray()
    async for chunk in request.stream():
        parts += chunk
        if len(parts) > most:
            raise RefusedError(
                413, f"The request is larger than {most} bytes; load it with `armsgraph load`."
            )
    coding = request.headers.get("content-encoding", "identity").lower()
    if coding == "identity":
        return bytes(parts)
    if coding != "gzip":
        raise RefusedError(415, f"The coding {coding!r} is not known; send it as it is, or packed by gzip.")
    try:
        return unpack(bytes(parts), "request", most)
    except InputError as error:
        raise RefusedError(400, str(error)) from error


def problems_response(error: DataError) -> Response:
    """Return what is wrong with the data as JSON: 400 where the syntax is broken, 422 where a rule is."""
    listed = error.violations[: LIMITS.listed_problems]
    record = {
        "error": "Nothing was changed: the data breaks the syntax of its format or a rule of the model.",
        "problems": [problem._asdict() for problem in listed],
        "more": len(error.violations) - len(listed),
    }
    broken = error.violations and all(problem.rule in _SYNTAX for problem in error.violations)
    return JSONResponse(record, 400 if broken else 422)


async def in_turn(service: Service, work: Callable[[], ChangeReport]) -> ChangeReport:
    """Do `work` off the event loop, one change after the other; then readers find the new build, if any."""
    async with _turns.setdefault(service, asyncio.Lock()):
        report = await run_in_threadpool(work)
        if report.made:
            await service.reload()
    return report


async def _carried_out(service: Service, request: Request, target: Target, sources: list[Source]) -> Response:
    condition = _Condition(request, target.graph)
    try:
        require_writable(target.graph)
    except InputError as error:
        raise RefusedError(403, str(error)) from error
    doing = add if request.method == "POST" else put
    try:
        await in_turn(service, partial(doing, sources, service.location, target.graph, allowed=condition))
    except DataError as error:
        return problems_response(error)
    except StoreLockedError as error:
        raise RefusedError(503, str(error), {"Retry-After": "5"}) from error
    except ArmsgraphError as error:
        raise RefusedError(500, str(error)) from error
    return _done(request, target, created=not condition.existed)


def _done(request: Request, target: Target, *, created: bool) -> Response:
    if request.method == "DELETE":
        return PlainTextResponse(f"{_said(target)} is gone.\n", 200)
    if not created:
        return Response(status_code=204)
    place = str(request.url)
    if target.minted:
        place = str(request.url.replace(path="/" + target.graph.removeprefix(BASE), query=""))
    return Response(status_code=201, headers={"Location": place})


def _said(target: Target) -> str:
    return f"The graph <{target.graph}>" if target.graph else "What the default graph held"


class _Condition:
    """What must hold of the graph before it is written; remembers whether there was one."""

    def __init__(self, request: Request, graph: str) -> None:
        self._deletes = request.method == "DELETE"
        self._match = request.headers.get("if-match")
        self._none_match = request.headers.get("if-none-match")
        self._graph = graph
        self.existed = False

    def __call__(self, held: Held) -> None:
        self.existed = bool(held.graph(self._graph))
        if self._deletes and not self.existed:
            raise RefusedError(404, f"There is no graph <{self._graph}> here.")
        if self._match is not None and not self._among(self._match, held.build):
            raise RefusedError(412, "The graph has changed since you read it: read it again, then write.")
        if self._none_match is not None and self._among(self._none_match, held.build):
            raise RefusedError(412, "There is such a graph already: leave out If-None-Match to replace it.")

    def _among(self, header: str, build: str) -> bool:
        """Tell whether `header` names the graph as it is; each format of it bears a tag of its own."""
        tags = parse_etags(header)
        if not self.existed or tags.star_tag:
            return self.existed
        return any(tag.partition(".")[0] == build for tag in tags.as_set(include_weak=True))


def _parts(body: bytes, content_type: str) -> list[Source]:
    """Return the files of a form, each as the kind that it says it is."""
    kind, options = parse_options_header(content_type)
    parser = FormDataParser(max_form_memory_size=len(body), silent=False)
    try:
        _, fields, files = parser.parse(io.BytesIO(body), kind, len(body), dict(options))
    except (ValueError, HTTPException) as error:
        raise RefusedError(400, f"The form cannot be read: {error}.") from error
    if fields or not files:
        raise RefusedError(400, "Each part of the form must be a file with a Content-Type.")
    return [
        source_of_bytes(file.read(), file.filename or name, _extension(file.mimetype))
        for name, file in files.items(multi=True)
    ]


def _extension(media_type: str) -> str:
    if media_type not in EXTENSIONS:
        said = f"{media_type!r} is none" if media_type else "none is given"
        raise RefusedError(
            415,
            f"A graph needs a Content-Type, and {said}; send {', '.join(EXTENSIONS)}.",
            {"Accept": ", ".join(EXTENSIONS)},
        )
    return EXTENSIONS[media_type]


def _broken(error: DataError) -> RefusedError:
    return RefusedError(400, str(error))


def _challenge(error: str) -> str:
    return 'Bearer realm="armsgraph"' + (f', error="{error}"' if error else "")
