"""The SPARQL page in a real Chromium: several queries, one that is stopped, answers in every view."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from resting import expect, lasting, narrow, poor_words, quiet, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
FOR_EVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EVERYTHING = """SELECT ?thing ?date ?number ?where WHERE { VALUES (?thing ?date ?number ?where) {
  (<id/weapon/kestrel> "2023-05-24"^^xsd:date 9 "POINT(36.5 50.6)"^^geo:wktLiteral)
  (<id/actor/grey-column> "2023-05"^^xsd:gYearMonth 10 "POINT(38 48.5)"^^geo:wktLiteral)
  (<javascript:alert(1)> UNDEF -2.5 UNDEF) } }"""


def asked(address: str, query: str, **more: str) -> str:
    return "&".join((f"{address}/sparql?query={quote(query)}", *(f"{name}={more[name]}" for name in more)))


def judged(page: Any) -> list[str]:
    return [one["id"] for one in Axe().run(page, options={"runOnly": RULES}).response["violations"]]


def cells(page: Any, column: int) -> list[str]:
    found = page.locator(f".ag-answers tbody td:nth-child({column})").all_inner_texts()
    return [text.split("\n")[0] for text in found]


def test_an_answer_is_sorted_and_looked_at_in_each_view_and_a_link_gives_the_same(
    address: str, watched: Show
) -> None:
    page = watched(asked(address, EVERYTHING))
    expect(page.get_by_role("heading", name="3 rows")).to_be_visible()
    for order in (["-2.5", "9", "10"], ["10", "9", "-2.5"]):
        page.get_by_role("columnheader", name="number").get_by_role("button").click()
        page.wait_for_function(
            "(first) => document.querySelector('.ag-answers td.ag-number').innerText.startsWith(first)",
            arg=order[0],
        )
        assert cells(page, 3) == order
    expect(page.get_by_role("columnheader", name="number")).to_have_attribute("aria-sort", "descending")
    assert page.get_by_role("button", name=re.compile("javascript")).count() == 0
    assert page.locator(".ag-answers a").count() == 0
    for view, said in (
        ("Chart", "The largest number is 10 (Grey Column), the smallest -2.5 ("),
        ("Timeline", "The earliest date is May 2023 (Grey Column)"),
        ("Map", "2 places of this answer are on the map."),
    ):
        page.get_by_role("radio", name=view).click()
        expect(page.get_by_text(said)).to_be_visible()
        page.wait_for_url(re.compile(f"view={view.lower()}"))
        drawing = "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg, .ag-map svg"
        expect(page.locator(drawing).first).to_be_visible()
    quiet(page)
    other = watched(page.url)
    expect(other.get_by_text("2 places of this answer are on the map.")).to_be_visible()
    expect(other.get_by_role("radio", name="Map")).to_be_checked()
    other.get_by_role("radio", name="Table").click()
    expect(other.locator(".ag-answers")).to_be_visible()
    assert cells(other, 3) == ["10", "9", "-2.5"]


def test_a_query_that_runs_away_is_stopped_and_another_is_answered_beside_it(
    address: str, watched: Show
) -> None:
    page = watched(asked(address, FOR_EVER))
    expect(
        page.get_by_text(re.compile(r"The query is running: \d+\.\d of at most 30 seconds"))
    ).to_be_visible()
    page.get_by_role("button", name="Stop the query").click()
    expect(page.get_by_text(re.compile(r"You stopped the query after \d"))).to_be_visible()
    editor = page.get_by_role("textbox", name="Query in SPARQL")
    editor.fill("ASK { ?typed ?and ?left }")
    page.get_by_role("button", name="New query").click()  # lets go at once, faster than any hand
    expect(page.get_by_text("This query was not run yet.")).to_be_visible()
    expect(editor).to_contain_text("?country")
    editor.fill("ASK { ?s a ag:Weapon }")
    editor.press("Control+Enter")
    expect(page.get_by_role("heading", name="Yes.")).to_be_visible()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["query"] == ["ASK { ?s a ag:Weapon }"])
    page.get_by_role("button", name="Name and close").click()
    page.get_by_role("textbox", name="Name of this query").fill("*Weapons*")
    page.get_by_role("textbox", name="Name of this query").press("Enter")
    expect(page.get_by_role("radio", name="*Weapons*")).to_be_checked()
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Query 1").click()
    expect(page.get_by_text(re.compile(r"You stopped the query after \d"))).to_be_visible()
    expect(editor).to_have_text("ASK { ?typed ?and ?left }")
    page.get_by_role("button", name="History").click()
    past = page.locator(".ag-past li")
    expect(past).to_have_count(2)
    expect(past.nth(1)).to_contain_text("stopped after")
    past.nth(0).get_by_role("button").click()
    expect(page.get_by_role("heading", name="Yes.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Name and close").click()
    page.get_by_role("button", name="Close this query").click()
    expect(page.get_by_role("radio", name="Query 1")).to_have_count(0)


def test_many_rows_come_in_pages_and_whole_as_files_and_as_a_command(address: str, watched: Show) -> None:
    page = watched(asked(address, "SELECT * WHERE { ?s ?p ?o }"))
    expect(page.get_by_text(re.compile(r"^Rows 1 to 100 of [\d,]+$"))).to_be_visible()
    first = page.locator(".ag-answers tbody tr").first.inner_text()
    page.get_by_role("button", name="Rows after").click()
    expect(page.get_by_text(re.compile(r"^Rows 101 to 200 of [\d,]+$"))).to_be_visible()
    assert page.locator(".ag-answers tbody tr").first.inner_text() != first
    rows = int(page.get_by_role("heading", name=re.compile("rows$")).inner_text().split()[0].replace(",", ""))
    for name in ("CSV", "TSV", "JSON", "XML"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {name}").click()
        assert download.value.suggested_filename == f"armsgraph-answer.{name.lower()}"
        if name == "JSON":
            text = Path(download.value.path()).read_text(encoding="utf-8")
            assert len(json.loads(text)["results"]["bindings"]) == rows
    page.get_by_role("button", name="Hand on").click()
    command = page.get_by_test_id("stCode").filter(has_text="curl --header")
    expect(command).to_contain_text("'query=SELECT * WHERE { ?s ?p ?o }' http://127.0.0.1:7878/sparql")
    page.get_by_role("textbox", name="Address of the endpoint").fill("-o /tmp/x")
    page.get_by_role("textbox", name="Address of the endpoint").press("Enter")
    expect(page.get_by_text("This is not a web address")).to_be_visible()


def test_a_mistake_and_an_empty_answer_say_where_it_is_and_what_to_try(
    shipped_address: str, watched: Show
) -> None:
    page = watched(asked(shipped_address, "SELECT ?s\nWHERE { ?s a }", told="Moscow"))
    expect(page.get_by_role("status").filter(has_text="line 2, column")).to_be_visible()
    expect(page.get_by_text("There is no answer: the query was not run")).to_be_visible()
    editor = page.get_by_role("textbox", name="Query in SPARQL")
    for text, fault in (("ASK { ?s no:one ?o }", "The prefix 'no:' is not declared"), ("", "is empty")):
        editor.fill(text)
        editor.press("Control+Enter")
        expect(page.get_by_role("status").filter(has_text=fault)).to_be_visible()
    editor.fill("SELECT ?s WHERE { ?s a ag:Nothing }")
    page.get_by_role("button", name="Run the query").click()
    expect(page.get_by_text("Nothing in the graph fits this query.")).to_be_visible()
    expect(page.get_by_text("What was asked is only the graph as told by Moscow")).to_be_visible()
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?claim a ag:Claim }"
    editor.fill(count)
    editor.press("Control+Enter")
    expect(page.get_by_role("heading", name="1 row")).to_be_visible()
    expect(page.locator(".ag-answers td")).to_contain_text(re.compile(r"^\d+"))
    told = int(cells(page, 1)[0])
    page.get_by_role("button", name="Let everything count").click()
    page.wait_for_function(
        "(told) => parseInt(document.querySelector('.ag-answers td')?.innerText) > told", arg=told
    )


def test_the_page_can_be_read_in_the_light_in_the_dark_and_on_a_narrow_screen(
    address: str, watched: Show
) -> None:
    for query, view in ((EVERYTHING, "table"), ("CONSTRUCT WHERE { ?s ag:leads ?o }", "turtle")):
        page = watched(asked(address, query, view=view))
        expect(page.get_by_role("button", name=re.compile("^Download")).first).to_be_visible()
        for scheme in ("light", "dark"):
            assert poor_words(page, scheme) == []
        assert lasting(page, judged) == []
    small = watched(asked(address, EVERYTHING), width=390, height=844)
    expect(small.get_by_role("heading", name="3 rows")).to_be_visible()
    narrow(small)
    boxes = small.locator(".st-key-sparql-bar, .st-key-sparql-run, .st-key-sparql-files").locator(
        "button, input"
    )
    edges = still(small, lambda: [x["x"] + x["width"] for one in boxes.all() if (x := one.bounding_box())])
    assert max(edges) <= 390
