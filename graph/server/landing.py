"""The plain pages of a server: what is here, a form for a query, and what keeps programs away from it."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from graph.resources import shipped
from graph.server.service import Service

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page of the server may load: its own style, and nothing else."""
ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /graphs\nDisallow: /metrics\nDisallow: /health\n"
"""Robots may read the pages about entities; each query they would follow costs a worker."""
_PAGE = Path(__file__).parent / "page"


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the first page, the style of all pages, and the rules for robots."""

    async def home(_: Request) -> Response:
        return _page("home", build=service.version().name, perspective=_told_by(service), questions=_links())

    async def style(_: Request) -> Response:
        return Response(_template("style.css").template, media_type="text/css")

    async def robots(_: Request) -> Response:
        return PlainTextResponse(ROBOTS)

    return [Route("/", home), Route("/style.css", style), Route("/robots.txt", robots)]


def form(service: Service) -> Response:
    """Return the page with a form for a query, which holds the first question of the ontology."""
    limits = service.settings.limits
    stopped = f"A query is stopped after {limits.sparql_timeout_seconds:g} seconds."
    return _page(
        "form",
        query=escape(questions()[0][1]),
        limits=stopped,
        perspective=_told_by(service),
    )


@cache
def questions() -> tuple[tuple[str, str], ...]:
    """Return the competency questions of the ontology: what each asks, and its query.

    Examples
    --------
    >>> questions()[0][0].endswith("?")
    True
    """
    files = sorted((shipped("ontology") / "competency").glob("*.rq"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    return tuple((text.partition("\n")[0].lstrip("# "), text) for text in texts)


@cache
def _links() -> str:
    return "\n".join(
        f'<li><a href="{escape(_asking(query))}">{escape(asked)}</a></li>' for asked, query in questions()
    )


def _asking(query: str) -> str:
    """Return the address at which `query` is answered."""
    return f"/sparql?{urlencode({'query': query, 'format': 'json'})}"


def _told_by(service: Service) -> str:
    told = service.settings.perspective
    return f" Only a part counts here: {escape(told)}." if told else ""


def _page(name: str, **parts: str) -> Response:
    """Return a page; what comes from data or settings has been escaped by whoever gives it."""
    text = _template(f"{name}.html").substitute(parts)
    return HTMLResponse(text, headers={"Content-Security-Policy": PAGE_POLICY, "Vary": "Accept"})


@cache
def _template(name: str) -> Template:
    return Template((_PAGE / name).read_text(encoding="utf-8"))
