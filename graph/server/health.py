"""Whether a server answers, and what it has counted: for whoever keeps it running."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from graph.server.metrics import CONTENT_TYPE
from graph.server.service import Service

_FRESH = {"Cache-Control": "no-store"}


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the health and the metrics page."""

    async def health(_: Request) -> Response:
        return JSONResponse(_health(service), 200 if service.ready else 503, _FRESH)

    async def metrics(_: Request) -> Response:
        return Response(service.metrics.text(_gauges(service)), headers=_FRESH, media_type=CONTENT_TYPE)

    return [Route("/health", health), Route("/metrics", metrics)]


def _health(service: Service) -> dict[str, object]:
    """Return what is served and by how many; a server that is not ready says only that."""
    if not service.ready:
        return {"status": "starting"}
    return {
        "status": "ok",
        "build": service.version().name,
        "perspective": service.settings.perspective,
        "workers": service.settings.workers,
        "busy": service.workers.busy,
        "waiting": service.workers.waiting,
    }


def _gauges(service: Service) -> dict[str, tuple[str, int]]:
    workers = service.workers
    return {
        "queries_busy": ("Queries that run now.", workers.busy),
        "queries_waiting": ("Queries that wait for a worker now.", workers.waiting),
        "workers_killed_total": (
            "Workers stopped: over a limit, broken off, or asked by none.",
            workers.killed,
        ),
        "queries_answered_total": ("Queries that workers answered to the end.", workers.answered),
    }
