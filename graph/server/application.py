"""The application that a web server runs: every route, and what each request passes through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from graph.server import description, entity_pages, graph_store
from graph.server.service import Service
from graph.server.settings import ServerSettings


def application(location: str, settings: ServerSettings | None = None) -> Starlette:
    """Return the application that serves the store at `location`.

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

    return Starlette(routes=routes(service), lifespan=lifespan)


def routes(service: Service) -> list[BaseRoute]:
    """Return every route of the server, the most asked for first."""
    return [
        *description.routes(service),
        *graph_store.routes(service),
        *entity_pages.routes(service),
    ]
