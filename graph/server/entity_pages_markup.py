"""Set a view as an HTML page that runs no script and fetches nothing: Jinja escapes every value."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.export.xml_text import allowed, unturned

_PAGES = Path(__file__).parent / "templates"


def page(template: str, values: Mapping[str, object]) -> bytes:
    """Return the page that `template` makes of `values`, in UTF-8."""
    style = Markup(_style())  # noqa: S704 - our own file, which no data reaches
    return _environment().get_template(template).render(**values, style=style).encode("utf-8", "replace")


@lru_cache(maxsize=1)
def policy() -> str:
    """Return the Content-Security-Policy of every page: its own style by digest, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
        auto_reload=False,
    )
    made.filters["plain"] = _plain
    return made


def _plain(value: object) -> str:
    """Return `value` as text without what no page may hold, or what turns the order of its letters."""
    return allowed(unturned(str(value)))


@lru_cache(maxsize=1)
def _style() -> str:
    return (_PAGES / "style.css").read_text(encoding="utf-8").replace("\r\n", "\n")
