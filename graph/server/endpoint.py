"""The SPARQL endpoint: from a request by the protocol to an answer, or to a refusal in a sentence."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import cast
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from graph.errors import ArmsgraphError, QueryFormatError
from graph.server import description, landing
from graph.server.answering import Headers, Sending, send_head, send_whole, while_connected
from graph.server.editions import Edition
from graph.server.formats import best_type
from graph.server.protocol import METHODS, Asked, AskedUpdate, read_request
from graph.server.refusals import RefusedError, refusal_of, refused
from graph.server.service import Service
from graph.server.updating import carry_out
from graph.workers import Reply

PATH = "/sparql"
_DESCRIPTIONS = ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
_NO_FORMAT = {
    "select": "The answer is a table, written as JSON, XML, CSV or TSV; the request takes none of them.",
    "ask": "The answer is yes or no, written as JSON, XML, CSV or TSV; the request takes none of them.",
    "graph": "The answer is a graph, written as Turtle, N-Triples, JSON-LD, RDF/XML, TriG or N-Quads; "
    "the request takes none of them.",
}
_HEADER_LETTERS = " !#$&'()*+,/:;<=>?@[]^_`{|}~"


def routes(service: Service) -> list[BaseRoute]:
    """Return the route of the endpoint."""
    return [Route(PATH, SparqlEndpoint(service), name="sparql")]


class SparqlEndpoint:
    """What answers at `/sparql`, as an ASGI application."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            await send_head(send, 204, [(b"allow", METHODS.encode())])
            return
        try:
            await self._respond(request, send)
        except RefusedError as refusal:
            await refused(refusal, request.headers.get("accept", ""))(scope, receive, send)
        except ArmsgraphError as error:
            await refused(refusal_of(error), request.headers.get("accept", ""))(scope, receive, send)

    async def _respond(self, request: Request, send: Send) -> None:
        settings = self._service.settings
        asked = await read_request(request, settings.limits, settings.max_rows)
        if asked is None:
            response = await self._without_query(request)
            await response(request.scope, request.receive, send)
            return
        if isinstance(asked, AskedUpdate):
            response = await carry_out(self._service, request, asked)
            await response(request.scope, request.receive, send)
            return
        await _Answer(self._service, asked, request, send).give()

    async def _without_query(self, request: Request) -> Response:
        """Say what is served: a page with a form to a browser, the service description to a program."""
        accept = request.headers.get("accept", "")
        if best_type(accept, (*_DESCRIPTIONS, "text/html")) == "text/html":
            return landing.form(self._service)
        return await description.describe(self._service, request)


class _Answer:
    """One query, and all that is needed to answer it."""

    def __init__(self, service: Service, asked: Asked, request: Request, send: Send) -> None:
        self._service, self._asked, self._request, self._send = service, asked, request, send
        self._edition: Edition = service.edition
        self._key = self._edition.key(asked) if self._edition.version.digest else ""

    async def give(self) -> None:
        """Answer with what the client has, with what was kept, or with what the workers find."""
        if self._key and self._client_has_it():
            self._service.metrics.not_modified += 1
            await send_head(self._send, 304, [*self._lasting(), (b"vary", b"Accept")])
            return
        kept = self._edition.kept.get(self._key) if self._key else None
        if kept is None:
            await while_connected(self._request.receive, self._send, self._ask)
            return
        self._service.metrics.kept_hits += 1
        await send_whole(self._send, kept, body=self._request.method != "HEAD")

    def _client_has_it(self) -> bool:
        """Return whether the client shows the tag of this answer; only answers that repeat are given one."""
        if self._request.method == "POST":
            return False
        shown = self._request.headers.get("if-none-match", "")
        return any(tag.strip().removeprefix("W/") == f'"{self._key}"' for tag in shown.split(","))

    async def _ask(self, send: Send) -> None:
        reply = await self._edition.workers.ask(self._asked.question)
        self._service.metrics.cut += bool(reply.cut)
        async with aclosing(cast("AsyncGenerator[bytes, None]", reply.chunks)) as chunks:
            if not reply.format:
                raise QueryFormatError(_NO_FORMAT[reply.kind])
            if self._request.method == "HEAD":
                await send_head(send, 200, self._headers(reply))
                return
            await self._stream(reply, chunks, send)

    async def _stream(self, reply: Reply, chunks: AsyncGenerator[bytes, None], send: Send) -> None:
        limits = self._service.settings.limits
        repeats = reply.repeatable and bool(self._key)
        sending = Sending(send, self._headers(reply), limits.server_kept_answer_bytes if repeats else 0)
        whole = await sending.stream(chunks, limits.query_frame_bytes)
        if whole is not None and repeats:
            self._edition.kept.keep(self._key, whole)

    def _headers(self, reply: Reply) -> Headers:
        headers: Headers = [
            (b"content-type", self._asked.wanted.content_type(reply.kind).encode()),
            (b"vary", b"Accept"),
        ]
        if self._key and reply.repeatable:
            headers += self._lasting()
        else:
            headers.append((b"cache-control", b"no-store"))
        if reply.cut:
            headers.append((b"armsgraph-cut", header_text(reply.cut)))
        if self._service.settings.perspective:
            headers.append((b"armsgraph-perspective", header_text(self._service.settings.perspective)))
        return headers

    def _lasting(self) -> Headers:
        """Return the headers of an answer that stays true as long as the build is served."""
        return [(b"etag", f'W/"{self._key}"'.encode()), (b"cache-control", b"no-cache")]


def header_text(sentence: str) -> bytes:
    """Return a sentence as a header may hold it, letters beyond ASCII as percent escapes of UTF-8.

    Examples
    --------
    >>> header_text("As told by Київ.")
    b'As told by %D0%9A%D0%B8%D1%97%D0%B2.'
    """
    return quote(sentence, safe=_HEADER_LETTERS).encode("ascii")
