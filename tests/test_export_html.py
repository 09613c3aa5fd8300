"""The exported page: as text, and clicked through in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from export_graphs import (
    CLAIMS,
    DENIALS,
    DENIED_LINK,
    DISPUTED_LINK,
    HOSTILE,
    HOSTILE_PERSON,
    LINKS,
    NODES,
    RAID,
    contested_graph,
    relation,
)
from graph.export import export
from graph.export.framing import Framing
from graph.export.html_parts import document_link
from graph.export.html_parts import text as text_of_page
from graph.export.xml_text import allowed
from graph.knowledge.reading import Reading

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
        self.tags: list[str] = []
        self._row = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
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


def test_the_drawing_shows_a_denied_link_by_line_mark_and_tooltip(page_text: str) -> None:
    drawn = re.findall(rf'<g class="link" data-iri="{re.escape(DENIED_LINK)}">(.*?)</g>', page_text, re.S)
    assert len(drawn) == 1
    assert 'class="line-denied-only"' in drawn[0]
    assert 'stroke-dasharray="14 5 2 5"' in drawn[0]
    assert drawn[0].count('class="fill-denied-only"') == 2, "an arrowhead and the bar of a denial"
    assert "only denied" in drawn[0].lower()
    assert len(re.findall(r'<g class="node[^"]*" data-iri=', page_text)) == NODES
    assert len(re.findall(r'<g class="link" data-iri=', page_text)) == LINKS


def test_those_who_assert_stand_apart_from_those_who_deny(page_text: str) -> None:
    row = re.findall(rf'<tr data-iri="{re.escape(DISPUTED_LINK)}".*?</tr>', page_text, re.S)[0]
    says, denies = row.index("Who says so (1)"), row.index("Who denies it (1)")
    assert says < row.index("The paper says that the column got them.") < denies
    assert denies < row.index("Hale denies that the column got them.")


def test_a_document_can_be_opened_only_at_an_address_of_the_web() -> None:
    for url, linked in (("https://post.example/1", True), ("javascript:alert(1)", False), ("//x", False)):
        document = replace(contested_graph().documents()[0], url=url)
        claim = replace(contested_graph().claims()[0], document=document)
        assert (f'href="{url}"' in document_link(claim)) is linked
        assert bool(document_link(claim)) is linked


def test_the_page_says_what_it_shows_under_what_and_from_where() -> None:
    framing = Framing("What surrounds <b>", "b-7", "22 November 2026", RAID)
    told = contested_graph().under(contested_graph().outlook(told_by=["Anna Hale"]))
    text = export(told, "html", told.neighbourhood([RAID]), framing).content.decode()
    assert '<h1 dir="auto">What surrounds &lt;b&gt;</h1>' in text
    for words in ("As told by Anna Hale.", "from the build b-7"):
        assert words in text


def test_what_somebody_saw_stands_where_it_stood() -> None:
    framing = Framing(places={RAID: (1000.0, -2000.5)})
    text = export(
        contested_graph(), "html", contested_graph().neighbourhood([RAID]), framing
    ).content.decode()
    node = re.findall(rf'<g class="node" data-iri="{re.escape(RAID)}">.*?</g>', text, re.S)[0]
    (x, y) = map(float, re.findall(r' d="M(-?[\d.]+) (-?[\d.]+)', node)[0])
    assert abs(x - 1000) < 60
    assert abs(y + 2000.5) < 60


def test_marks_that_turn_letters_around_never_reach_the_page() -> None:
    assert text_of_page("supplied \u202eyb\u2066 \u0645") == "supplied yb \u0645"


def test_the_page_says_its_counts(page_text: str) -> None:
    for name, number in (("nodes", NODES), ("links", LINKS), ("claims", CLAIMS), ("denials", DENIALS)):
        assert f'<meta name="armsgraph:{name}" content="{number}">' in page_text


def test_the_page_fetches_nothing_and_its_policy_allows_nothing(read: Reader, page_text: str) -> None:
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page_text)[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert [address for address in read.fetched if not address.startswith("https://")] == []
    assert set(read.tags).isdisjoint({"img", "link", "iframe", "object", "embed", "use", "image", "audio"})
    assert read.handlers == []


def test_a_view_restricts_the_page() -> None:
    reader = Reader()
    reader.feed(export(contested_graph(), "html", contested_graph().neighbourhood([RAID])).content.decode())
    assert DENIED_LINK not in reader.rows
    assert any(iri.endswith("raid-by-grey-column") for iri in reader.rows)


def test_a_page_of_a_view_reads_only_the_claims_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, read = contested_graph(), []
    some_claims = Reading.some_claims
    monkeypatch.setattr(Reading, "claims", property(lambda _: pytest.fail("all claims are read")))
    monkeypatch.setattr(
        Reading, "some_claims", lambda self, rows: read.extend(rows) or some_claims(self, read)
    )
    monkeypatch.setattr(Reading, "is_small", False)
    counts = export(graph, "html", graph.neighbourhood([RAID], hops=0)).counts
    assert 0 < counts.claims == len(read) < CLAIMS


def test_a_large_graph_is_drawn_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.export import pictured
    from graph.settings import Limits

    monkeypatch.setattr(pictured, "LIMITS", Limits(view_max_nodes=5))
    text = export(contested_graph(), "html").content.decode()
    assert f"The drawing shows the 5 most linked of {NODES} entities; the tables below hold all." in text
    assert len(re.findall(r'<g class="node[^"]*" data-iri=', text)) == 5
    assert DENIED_LINK in text


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
    page.locator("#search").wait_for()
    yield page, wrong
    page.close()


@pytest.mark.browser
def test_a_click_on_a_link_shows_its_claims(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.get_by_role("button", name="Show all").click()
    spot = page.evaluate(
        "iri => { const part = document.querySelector(`#drawing [data-iri='${iri}'] .hit`);"
        " const at = part.getPointAtLength(part.getTotalLength() * 0.4).matrixTransform(part.getScreenCTM());"
        " return [at.x, at.y]; }",
        DENIED_LINK,
    )
    page.mouse.click(*spot)
    evidence = page.locator("#evidence")
    evidence.get_by_text("only denied: nobody asserts it").wait_for()
    assert "Hale denies that the column supplied them." in evidence.inner_text()
    assert evidence.locator("li").count() == 1


@pytest.mark.browser
def test_choosing_an_entity_by_keyboard_shows_all_that_is_said_of_it(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.select_option("#choice", HOSTILE_PERSON)
    evidence = page.locator("#evidence")
    evidence.locator("li").first.wait_for()
    assert evidence.locator("h2").text_content() == allowed(HOSTILE)
    assert allowed(HOSTILE) in (evidence.locator("li").text_content() or "")


@pytest.mark.browser
def test_a_search_finds_what_is_said_and_leads_to_it(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.fill("#search", "denies column SUPPLIED")
    shown = page.locator("#links tbody tr:not([hidden])")
    expect(shown).to_have_count(1)
    page.get_by_role("list", name="What was found").get_by_role("button").first.click()
    expect(page.locator("#evidence")).to_contain_text("Who denies it (1)")
    expect(page.locator("#drawing .link.picked")).to_have_attribute("data-iri", DENIED_LINK)
    page.locator("#search").press("Escape")
    expect(page.locator("tbody tr[hidden]")).to_have_count(0)


@pytest.mark.browser
def test_the_drawing_zooms_moves_and_comes_back(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    drawing = page.locator("#drawing")
    page.get_by_role("button", name="Show all").click()
    whole = drawing.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    near = drawing.get_attribute("viewBox")
    page.keyboard.press("ArrowRight")
    assert len({whole, near, drawing.get_attribute("viewBox")}) == 3
    page.get_by_role("button", name="Show all").click()
    assert drawing.get_attribute("viewBox") == whole


@pytest.mark.browser
def test_a_dark_page_has_light_names_and_a_printed_one_dark_names(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    ink = "() => getComputedStyle(document.querySelector('#drawing .names text')).fill"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ink) == "rgb(230, 232, 234)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ink) == "rgb(31, 37, 41)"
    page.emulate_media(color_scheme="light", media="screen")


@pytest.mark.browser
def test_nothing_leaves_the_page_and_no_script_in_the_data_runs(opened: tuple[Page, list[str]]) -> None:
    page, wrong = opened
    assert page.evaluate("window.broken") is None
    assert page.locator("script").count() == 1
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
