"""The application that a web server runs: every route, and what each request passes through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute
from starlette.types import Lifespan

from graph.errors import ArmsgraphError
from graph.server import description, endpoint, entity_pages, graph_store, health, landing
from graph.server.passing import Passing
from graph.server.refusals import refuse_address, refuse_failure
from graph.server.repeating import Repeating
from graph.server.service import Service
from graph.server.settings import ServerSettings

EXPOSED_HEADERS = (
    "ETag", "Link", "Location", "Retry-After", "Armsgraph-Cut", "Armsgraph-Perspective",
)  # fmt: skip
"""What a page of another site may read of an answer, beside what every page may."""
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
COMPRESSION = 3
"""Level of gzip: beyond, an answer takes longer to press than to send."""


def application(location: str, settings: ServerSettings | None = None) -> Starlette:
    """Return the application that serves the store at `location`, for any ASGI server.

    Parameters
    ----------
    location
        A store directory or the address of a SPARQL server.
    settings
        How it is set up; the defaults unless given.
    """
    service = Service(location, settings or ServerSettings())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.aclose()

    return serving(service, lifespan)


def serving(service: Service, lifespan: Lifespan[Starlette] | None = None) -> Starlette:
    """Return the application over a `service` that somebody else starts, unless `lifespan` does."""
    settings = service.settings
    layers = [
        Middleware(Repeating, service),
        Middleware(Passing, service.metrics, settings.limits),
        Middleware(TrustedHostMiddleware, settings.allowed_hosts or ["*"], www_redirect=False),
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=METHODS,
            allow_headers=["*"],
            expose_headers=EXPOSED_HEADERS,
        ),
        Middleware(
            GZipMiddleware, minimum_size=settings.limits.server_compressed_bytes, compresslevel=COMPRESSION
        ),
    ]
    handlers = {ArmsgraphError: refuse_failure, HTTPException: refuse_address}
    return Starlette(
        routes=routes(service), middleware=layers, exception_handlers=handlers, lifespan=lifespan
    )


def routes(service: Service) -> list[BaseRoute]:
    """Return every route of the server, the most asked for first."""
    return [
        *endpoint.routes(service),
        *health.routes(service),
        *landing.routes(service),
        *description.routes(service),
        *graph_store.routes(service),
        *entity_pages.routes(service),
    ]
