"""Say what is served: the service description, VoID and DCAT."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from graph.server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of this part."""
    _ = service
    return []


async def describe(service: Service, request: Request) -> Response:
    """Return the service description, which `/sparql` answers with where no query is given."""
    raise NotImplementedError
