"""The exported page: as text, and clicked through in a real Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export_graphs import (
    CLAIMS,
    DENIALS,
    DENIED_LINK,
    HOSTILE,
    HOSTILE_PERSON,
    LINKS,
    NODES,
    RAID,
    contested_graph,
    relation,
)
from graph.export import export
from graph.export.html import script_json
from graph.export.xml_text import allowed

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Reader(HTMLParser):
    """Collects the rows and claims of the page's tables, as a reader without script has them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, str] = {}
        self.claims: list[str] = []
        self.handlers: list[str] = []
        self.fetched: list[str] = []
        self._row = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.handlers += [name for name in held if name.startswith("on") or name == "style"]
        self.fetched += [str(held[name]) for name in ("src", "href") if name in held]
        if tag == "tr":
            self._row = held.get("data-iri") or ""
        if "data-claim" in held:
            self.claims.append(str(held["data-claim"]))

    def handle_data(self, data: str) -> None:
        if self._row:
            self.rows[self._row] = self.rows.get(self._row, "") + " " + data.strip()


@pytest.fixture(scope="module")
def page_text() -> str:
    return export(contested_graph(), "html").content.decode("utf-8")


@pytest.fixture(scope="module")
def read(page_text: str) -> Reader:
    reader = Reader()
    reader.feed(page_text)
    return reader


def test_the_tables_hold_every_link_and_every_claim(read: Reader) -> None:
    network = contested_graph().network()
    assert {key for *_, key in network.edges(keys=True)} <= set(read.rows)
    assert len(read.claims) == len(set(read.claims)) == CLAIMS


def test_a_denied_link_never_reads_as_a_fact(read: Reader) -> None:
    row = read.rows[DENIED_LINK]
    assert f"{relation(DENIED_LINK)} (denied)" in row
    assert "only denied: nobody asserts it" in row
    assert "denies:" in row


def test_the_drawing_shows_a_denied_link_by_line_and_caption(page_text: str) -> None:
    payload = json.loads(re.findall(r'id="payload">(.*?)</script>', page_text, re.S)[0])
    edges = {edge["id"]: edge for edge in payload["edges"]}
    assert edges[DENIED_LINK]["caption"].endswith(" (denied)")
    assert edges[DENIED_LINK]["dashes"]
    assert (len(payload["nodes"]), len(edges)) == (NODES, LINKS)


def test_the_page_says_its_counts(page_text: str) -> None:
    for name, number in (("nodes", NODES), ("links", LINKS), ("claims", CLAIMS), ("denials", DENIALS)):
        assert f'<meta name="armsgraph:{name}" content="{number}">' in page_text


def test_the_page_fetches_nothing_and_its_policy_allows_nothing(read: Reader, page_text: str) -> None:
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page_text)[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert read.fetched == []
    assert read.handlers == []


def test_a_view_restricts_the_page() -> None:
    reader = Reader()
    reader.feed(export(contested_graph(), "html", contested_graph().neighbourhood([RAID])).content.decode())
    assert DENIED_LINK not in reader.rows
    assert any(iri.endswith("raid-by-grey-column") for iri in reader.rows)


def test_a_large_graph_is_drawn_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.export import html
    from graph.settings import Limits

    monkeypatch.setattr(html, "LIMITS", Limits(view_max_nodes=5))
    text = export(contested_graph(), "html").content.decode()
    assert f"The drawing shows the 5 most linked of {NODES} entities; the tables below hold all." in text
    assert len(json.loads(re.findall(r'id="payload">(.*?)</script>', text, re.S)[0])["nodes"]) == 5
    assert DENIED_LINK in text


@given(st.text(st.sampled_from("</script>!-\u2028\"'a")))
def test_no_data_can_end_its_script_element(text: str) -> None:
    written = script_json({"label": text})
    assert "<" not in written
    assert json.loads(written) == {"label": text}


@pytest.fixture(scope="module")
def opened(
    chromium: Any, page_text: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, list[str]]]:
    """The page in Chromium, and everything that went wrong there."""
    file: Path = tmp_path_factory.mktemp("page") / "graph.html"
    file.write_text(page_text, encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1300, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda message: wrong.append(f"console: {message.text}"))
    page.on("request", lambda request: None if request.url == file.as_uri() else wrong.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_function("window.drawing && window.drawing.body.nodeIndices.length > 0")
    yield page, wrong
    page.close()


@pytest.mark.browser
def test_a_click_on_a_link_shows_its_claims(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.evaluate("drawing.fit()")
    spot = page.evaluate(
        "iri => { const edge = drawing.body.edges[iri]; const at = edge.edgeType.getPoint(0.5);"
        " const dom = drawing.canvasToDOM(at); return [dom.x, dom.y]; }",
        DENIED_LINK,
    )
    box = page.locator("#drawing").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    evidence = page.locator("#evidence")
    evidence.get_by_text("only denied: nobody asserts it").wait_for(timeout=5000)
    assert "Hale denies that the column supplied them." in evidence.inner_text()
    assert evidence.locator("li").count() == 1


@pytest.mark.browser
def test_choosing_an_entity_by_keyboard_shows_all_that_is_said_of_it(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.select_option("#find", HOSTILE_PERSON)
    evidence = page.locator("#evidence")
    evidence.locator("li").first.wait_for(timeout=5000)
    assert evidence.locator("h2").text_content() == HOSTILE
    assert allowed(HOSTILE) in (evidence.locator("li").text_content() or "")


@pytest.mark.browser
def test_nothing_leaves_the_page_and_no_script_in_the_data_runs(opened: tuple[Page, list[str]]) -> None:
    page, wrong = opened
    assert page.evaluate("window.broken") is None
    assert page.locator("script").count() == 3
    assert wrong == []


@pytest.mark.browser
def test_the_policy_refuses_script_and_requests_that_somebody_adds(opened: tuple[Page, list[str]]) -> None:
    page, wrong = opened
    before = len(wrong)
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.broken = 2';"
        " document.body.append(s); s.remove(); }"
    )
    assert page.evaluate("window.broken") is None
    del wrong[before:]
