"""The server's pages about things in a real browser: hostile labels, axe, dark and narrow screens, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph.ingest import build
from serving import serve as served

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE = ("/id/actor/grey-column", "/id/claim/hostile/1a", "/id/actor/nobody-at-all")
NARROW = ("/id/actor/script", "/id/proposition/script-leads", "/id/document/hostile", "/.well-known/void")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server on the sample raid and on labels that try to be script."""
    store = tmp_path_factory.mktemp("pages") / "store"
    build([HERE.parent / "samples" / "raid.ttl", HERE / "hostile.ttl"], store)
    with served(store, "--workers", "1") as server:
        yield server.url


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens an address; nothing may run, fail or be asked for beside the page."""
    faults: list[str] = []
    contexts = []

    def open_page(url: str, scheme: str, width: int) -> Any:
        context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: faults.append(asked.url) if asked.url != url else None)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not fault.endswith("/favicon.ico")] == []


@pytest.mark.parametrize(("scheme", "width", "paths"), [("light", 1280, WIDE), ("dark", 390, NARROW)])
def test_pages_are_legible_and_hold_whatever_labels_try(
    pages: str, visit: Callable[..., Any], scheme: str, width: int, paths: tuple[str, ...]
) -> None:
    for path in paths:
        page = visit(pages + path, scheme, width)
        assert page.evaluate("window.pwned === undefined && document.scripts.length === 0"), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        # The page's own policy lets no script run, axe neither: it is read in a page of the same content.
        bare = page.context.browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
        bare.set_content(page.content())
        told = Axe().run(
            bare, options={"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
        )
        serious = [
            one["id"] for one in told.response["violations"] if one["impact"] in {"serious", "critical"}
        ]
        bare.close()
        assert serious == [], path


def test_links_lead_from_page_to_page_by_keyboard(pages: str, visit: Callable[..., Any]) -> None:
    page = visit(pages + "/id/actor/script", "light", 1280)
    assert page.locator("h1").inner_text() == "<script>window.pwned=1</script>"
    link = page.get_by_role("link", name="The claim: <img src=x onerror='window.pwned=6'> says so.")
    assert link.get_attribute("href") == "/id/claim/hostile/1a"
    link.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
