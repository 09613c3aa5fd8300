"""The SPARQL editor in a real Chromium: it completes, lays out, underlines, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from graph.ingest import build
from graph.namespaces import PREFIXES
from graph.ui.editor import _frame
from resting import CONTRAST, expect, lasting, narrow, still

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BUNDLE = ROOT / "graph" / "ui" / "assets" / "editor" / "editor.bundle.js"
QUERIES = sorted(
    file
    for folder in ("graph/queries", "ontology/competency", "ontology/checks")
    for file in (ROOT / folder).glob("*.rq")
    if file.name != "remote_page.rq"  # a frame around a query, and none by itself
)
START = "# Who?\nSELECT * { ?s ?p ?o }\n"
TEXT = "e => [...e.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n')"
COMMENT = r"(?m)#.*$"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LAY_OUT = """async ([source, texts]) => {
  const code = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  code.default({ data: { words: {}, prefixes: {}, terms: [], css: "" } });
  return texts.map((text) => window.__armsgraphEditor.formatted(text));
}"""

OPEN_AGAIN = """async (source) => {
  const code = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  code.default({ data: { words: {}, prefixes: {}, terms: [], offered: {}, css: "" } });
  const place = document.getElementById("one");
  const text = "ASK { ?s ?p ?o }";
  const data = { editor: "one", text, revision: 0, runs: 0, problem: null, running: false };
  return [1, 2, 3].map(() => {
    const send = () => {};
    const message = { data, parentElement: place, setStateValue: send, setTriggerValue: send };
    const close = window.__armsgraphEditor.open(message);
    const seen = {
      texts: [...place.querySelectorAll(".cm-content")].map((one) => one.textContent),
      tools: place.querySelectorAll(".ag-tools button").length,
      plain: place.querySelectorAll(".ag-plain").length,
      styles: place.querySelectorAll("style.ag-style").length,
    };
    close();
    return seen;
  });
}"""
FAILING = """const held = { askers: {}, words: {}, prefixes: {}, terms: [] };
Object.defineProperty(held, "open", { get: () => undefined, set: () => { throw new Error("no code"); } });
window.__armsgraphEditor = held;"""


@pytest.fixture(scope="module")
def editor_address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with the editor alone, over the sample raid."""
    store = tmp_path_factory.mktemp("editor") / "store"
    build([HERE.parent / "samples" / "raid.ttl"], store)
    return serve(store, HERE / "editor_page.py")


@pytest.fixture
def lay_out(chromium: Any) -> Iterator[Callable[[list[str]], list[str | None]]]:
    page = chromium.new_page()
    yield lambda texts: page.evaluate(LAY_OUT, [BUNDLE.read_text(encoding="utf-8"), texts])
    page.close()


@cache
def meaning(text: str) -> str:
    """The algebra of a query; blank nodes are called anew each time it is read."""
    algebra = str(translateQuery(parseQuery(text), initNs=PREFIXES).algebra)
    names: dict[str, str] = {}
    return re.sub(r"N[0-9a-f]{32}", lambda found: names.setdefault(found[0], f"_{len(names)}"), algebra)


def test_a_query_that_was_laid_out_means_the_same_and_keeps_its_comments(
    lay_out: Callable[[list[str]], list[str | None]],
) -> None:
    texts = [file.read_text(encoding="utf-8") for file in QUERIES]
    bare = [" ".join(re.sub(r"(?m)^\s*#.*$", "", text).split()) for text in texts]
    plain = [index % 4 == 0 and not re.search(r"[\"']|\s#", text) for index, text in enumerate(bare)]
    assert sum(plain) > 15
    laid_out, on_one_line = lay_out(texts), lay_out(bare)
    assert lay_out([text or "" for text in laid_out]) == laid_out, "laid out twice is laid out once"
    for before, after, other, has_no_text in zip(texts, laid_out, on_one_line, plain, strict=True):
        assert after is not None, before
        assert sorted(re.findall(COMMENT, after)) == sorted(re.findall(COMMENT, before))
        assert meaning(after) == meaning(before)
        assert not has_no_text or meaning(other or "") == meaning(before)


def test_layout_follows_the_query_and_leaves_alone_what_is_none(
    lay_out: Callable[[list[str]], list[str | None]],
) -> None:
    written = (
        "prefix ex: <http://x/> select ?s (count(*) as ?n) where{?s a ex:A;ex:p|!ex:q ?o,?t. # why\n"
        "filter(?o=?t&&not exists{?o ex:r ?t}) {?s ex:a 1} union {?s ex:b 'a . b'@en}}group by ?s limit 3"
    )
    laid_out, *broken = lay_out([written, "selec * {}", "SELECT * { ?s ?p", ""])
    assert laid_out == (
        "PREFIX ex: <http://x/>\n\n"
        "SELECT ?s (COUNT(*) AS ?n)\n"
        "WHERE {\n"
        "  ?s a ex:A ;\n"
        "     ex:p|!ex:q ?o, ?t . # why\n"
        "  FILTER(?o = ?t && NOT EXISTS { ?o ex:r ?t })\n"
        "  { ?s ex:a 1 } UNION { ?s ex:b 'a . b'@en }\n"
        "}\n"
        "GROUP BY ?s\n"
        "LIMIT 3\n"
    )
    assert broken == [None] * 3


def test_an_editor_that_was_closed_opens_again_in_its_place(chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content(f"<div id=one>{_frame()}</div>")
    assert (
        page.evaluate(OPEN_AGAIN, BUNDLE.read_text(encoding="utf-8"))
        == [{"texts": ["ASK { ?s ?p ?o }"], "tools": 3, "plain": 0, "styles": 1}] * 3
    )
    page.close()


def test_where_the_code_does_not_start_a_text_area_asks_and_says_what_is_wrong(
    editor_address: str, chromium: Any
) -> None:
    page = chromium.new_page()
    page.add_init_script(FAILING)
    page.goto(editor_address)
    area = page.get_by_role("textbox", name="Query in SPARQL")
    expect(area).to_have_value(START)
    assert still(page, area.bounding_box)["width"] > 600
    area.fill("ASK { ?s }")
    area.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="syntax error at line 1")).to_be_visible()
    expect(shown(page)).to_have_text("ASK { ?s }")
    page.close()


def opened(page: Any) -> Any:
    page.wait_for_selector(".ag-editor[data-open]")
    return page.locator(".cm-content")


def shown(page: Any) -> Any:
    """The text as Python holds it."""
    return page.locator("[data-testid=stText]").first


def write(page: Any, text: str) -> None:
    """Replace the text as a person does who pastes: nothing is completed or closed by itself."""
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def choose(page: Any, name: str | re.Pattern[str]) -> None:
    page.locator("li[role=option]", has_text=name).first.click()


def test_names_are_completed_and_a_prefix_brings_its_line(editor_address: str, watched: Show) -> None:
    page = watched(editor_address)
    content = opened(page)
    content.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("skos")
    choose(page, "skos:http")
    declared = "# Who?\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT * { ?s ?p ?o }\nskos:"
    expect_text(content, declared)
    page.keyboard.press("Control+z")
    expect_text(content, START + "skos")
    write(page, "ASK { ?thing a ")
    page.keyboard.type("weap")
    choose(page, re.compile("^ag:WeaponWeapon"))
    page.keyboard.type(" . ?t")
    choose(page, "?thing")
    page.keyboard.type(" ag:x <grey col")
    choose(page, "Grey Column")
    expect_text(
        content,
        "PREFIX ag: <https://w3id.org/armsgraph/ontology#>\n"
        "ASK { ?thing a ag:Weapon . ?thing ag:x <https://w3id.org/armsgraph/id/actor/grey-column>",
    )
    expect(page.get_by_text("told:", exact=True)).to_be_visible()
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("told: run", exact=True)).to_be_visible()
    expect(shown(page)).to_contain_text("actor/grey-column> }")


def expect_text(content: Any, text: str) -> None:
    content.page.wait_for_function(
        f"([e, text]) => ({TEXT})(e) === text", arg=[content.element_handle(), text]
    )


def test_mistakes_are_underlined_and_a_text_is_laid_out_in_one_step(
    editor_address: str, watched: Show
) -> None:
    page = watched(editor_address)
    content = opened(page)
    content.click()
    write(page, "SELECT *\nWHER { ?s }")
    expect(page.locator(".cm-lintRange-warning").first).to_have_text("WHER")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ag-said")).to_contain_text("<b>The query has a syntax error at line 2, column 1")
    expect(page.locator(".cm-lintRange-error").first).to_have_text("WHER")
    page.keyboard.press("Shift+Alt+F")
    expect(page.locator(".ag-said")).to_contain_text("left as it is")
    expect_text(content, "SELECT *\nWHER { ?s }")
    write(page, "select * {?s ?p ?o;a ag:Weapon}")
    page.get_by_role("button", name="Format").click()
    expect_text(content, "SELECT * {\n  ?s ?p ?o ;\n     a ag:Weapon\n}\n")
    page.keyboard.press("Control+z")
    expect_text(content, "select * {?s ?p ?o;a ag:Weapon}")
    page.keyboard.press("Control+/")
    expect_text(content, "# select * {?s ?p ?o;a ag:Weapon}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ag-said")).not_to_contain_text("line 2")


def test_no_typed_text_is_lost_and_one_set_by_the_page_can_be_taken_back(
    editor_address: str, watched: Show
) -> None:
    page = watched(editor_address)
    content = opened(page)
    content.click()
    write(page, "ASK { }")
    page.reload()
    content = opened(page)
    expect_text(content, "ASK { }")
    expect(shown(page)).to_have_text("ASK { }")
    content.click()
    write(page, "ASK { ?a ?b ?c }")
    page.get_by_role("link", name="Another").click()
    expect(page.get_by_role("heading", name="Another page")).to_be_visible()
    page.get_by_role("link", name="Editor").click()
    content = opened(page)
    expect_text(content, "ASK { ?a ?b ?c }")
    expect(shown(page)).to_have_text("ASK { ?a ?b ?c }")
    content.click()
    write(page, "ASK { ?d ?e ?f }")
    page.get_by_role("heading", name="Editor").click()
    expect(shown(page)).to_have_text("ASK { ?d ?e ?f }")
    page.get_by_role("button", name="Example").click(delay=60)  # No hand lets go at once.
    expect_text(content, "ASK { ?claim a ag:Claim }\n")
    content.click()
    page.keyboard.press("Control+z")
    expect_text(content, "ASK { ?d ?e ?f }")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator(".cm-editor.cm-focused")).to_have_count(0)
    expect(shown(page)).to_have_text("ASK { ?d ?e ?f }")


def faults(page: Any) -> list[str]:
    told = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES}).response
    found = [
        f"{fault['id']}: {node['html'][:160]}" for fault in told["violations"] for node in fault["nodes"]
    ]
    return found + page.evaluate(f"({CONTRAST})()")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_everybody_can_read_and_reach_it(editor_address: str, watched: Show, scheme: str, width: int) -> None:
    page = watched(editor_address, scheme=scheme, width=width)
    content = opened(page)
    expect(page.get_by_role("textbox", name="Query in SPARQL")).to_have_attribute("aria-multiline", "true")
    content.click()
    write(
        page,
        "# Why\nSELECT ?a (COUNT(*) AS ?n) { ?a <urn:p> 'x'@en, 12.5, true FILTER(STR(?a) != '') }\nGRUP",
    )
    expect(page.locator(".cm-lintRange-warning").first).to_be_visible()
    assert lasting(page, faults) == []
    page.keyboard.type(" weapon")
    expect(page.locator("li[role=option]", has_text=re.compile("^ag:WeaponWeapon")).first).to_be_visible()
    assert lasting(page, faults) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("textbox", name="Find")).to_be_focused()
    assert lasting(page, faults) == []
    narrow(page, width)
