"""Pages about one entity, document, proposition or claim."""

from __future__ import annotations

from starlette.routing import BaseRoute

from graph.server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of this part."""
    _ = service
    return []
