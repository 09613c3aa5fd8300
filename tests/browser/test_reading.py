"""A claim read in its article, in a real Chromium: found by digest, marked, uploaded, missing, misplaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.articles import digest_of
from graph.ingest import build
from graph.settings import ARTICLES_VARIABLE
from resting import expect, narrow, quiet

pytestmark = pytest.mark.browser

Show = Callable[..., Any]
RAID = "proposition/raid-by-grey-column"
HELD = "\ufeffA raid – Southfield 🚙 shook.\n\nThe <b>Grey Column</b> rode in that night.\n\nNobody slept.\n"
SENT = "A letter.\n\nGrey Column, it says, was never there.\n"
HEAD = """@base <https://w3id.org/armsgraph/> .
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/actor/post> a ag:MediaOutlet ; skos:prefLabel "Daily Post"@en .
<id/actor/grey-column> a ag:ArmedGroup ; skos:prefLabel "Grey Column"@en .
<id/incident/raid> a ag:Incursion ; skos:prefLabel "Raid on Southfield"@en .
<id/proposition/raid-by-grey-column> a ag:Proposition ;
    rdf:subject <id/incident/raid> ; rdf:predicate ag:perpetrator ; rdf:object <id/actor/grey-column> .
"""


def document(name: str, title: str, text: str) -> str:
    digest, lines = digest_of(text.encode()), text.count("\n")
    return f"""<id/document/{name}> a ag:Document ; dcterms:title "{title}"@en ; ag:outlet <id/actor/post> ;
    schema:url "https://post.example/{name}"^^xsd:anyURI ; ag:digest "{digest}" ;
    ag:published "2023-05-25"^^xsd:date ; ag:publishedPrecision ag:Day ; ag:publishedBasis ag:Stated ;
    ag:characterCount {len(text)} ; ag:lineCount {lines} .
"""


def pointing(name: str, stance: str, start: int, anchor: str, gloss: str) -> str:
    """A claim on line 3 of the document that its name begins with."""
    iri, end = f"id/claim/{name}", start + len(anchor)
    return f"""<{iri}> a ag:Claim ; ag:proposition <id/{RAID}> ; ag:claimant <id/actor/post> ;
    ag:stance ag:{stance} ; ag:certainty ag:Certain ; ag:modality ag:Fact ;
    ag:document <id/document/{name.partition("/")[0]}> ; ag:line 3 ; ag:anchor "{anchor}" ;
    ag:position <{iri}#position> ; ag:gloss "{gloss}"@en .
<{iri}#position> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the text of one document and no other's."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "any name.txt").write_bytes(HELD.encode())
    return folder


@pytest.fixture(scope="module")
def reading_address(
    serve: Callable[[Path], str], articles: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The app on two documents with three claims about one statement, and the text of one of them."""
    place = tmp_path_factory.mktemp("reading")
    at = HELD.index("Grey Column")
    parts = (
        document("held", "The night raid", HELD),
        document("sent", "A letter from the column", SENT),
        pointing("held/3a", "Asserts", at, "Grey Column", "The paper says who rode in."),
        pointing("held/3b", "Asserts", at + 2, "Grey Wolves", "The paper is said to name others."),
        pointing(
            "sent/3a", "Denies", SENT.index("Grey"), "Grey Column", "The letter says who was not there."
        ),
    )
    source = place / "reading.ttl"
    source.write_text(HEAD + "".join(parts), encoding="utf-8")
    build([source], place / "store")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(ARTICLES_VARIABLE, str(articles))
        return serve(place / "store")


def pane(page: Any) -> Any:
    return page.locator(".st-key-reading-pane")


def open_claim(page: Any, gloss: str) -> None:
    """Press the button on the claim's card, and see that the pane opens and stands in sight."""
    page.get_by_role("button", name=f"Read in the article: {gloss}").click()
    expect(pane(page).locator(".ag-gloss", has_text=gloss)).to_be_visible()
    expect(pane(page).get_by_role("heading", name="In the article")).to_be_in_viewport()


def test_a_claim_of_a_statement_is_read_in_its_article_with_its_span_marked(
    reading_address: str, watched: Show, articles: Path
) -> None:
    page = watched(f"{reading_address}/?selected={RAID}", height=600)
    open_claim(page, "The paper says who rode in.")
    shown = pane(page)
    expect(shown.locator(".ag-paragraph mark")).to_have_text("Grey Column")
    expect(shown.locator(".ag-paragraph")).to_have_text("The <b>Grey Column</b> rode in that night.")
    expect(shown.get_by_text("Nobody slept.")).to_be_hidden()
    shown.get_by_text("The line after").click()
    expect(shown.get_by_text("Nobody slept.")).to_be_visible()
    expect(shown.get_by_text("Line 3", exact=True)).to_be_visible()
    quiet(page)
    again = watched(page.url, width=390, height=844, scheme="dark")
    expect(pane(again).locator("mark")).to_have_text("Grey Column")
    narrow(again)
    open_claim(page, "The paper is said to name others.")
    expect(
        shown.get_by_text(re.compile("Nothing is marked.*'Grey Wolves' does not stand at"))
    ).to_be_visible()
    expect(shown.locator("mark")).to_have_count(0)
    articles.rename(articles.with_name("elsewhere"))
    try:
        open_claim(page, "The paper says who rode in.")
        expect(shown.get_by_text(re.compile("The folder of article texts cannot be used"))).to_be_visible()
    finally:
        articles.with_name("elsewhere").rename(articles)
    shown.get_by_role("button", name="Close").click()
    expect(shown).to_have_count(0)
    page.wait_for_url(lambda url: "read=" not in url)


def test_a_text_that_is_not_at_hand_can_be_given_for_this_session(
    reading_address: str, watched: Show
) -> None:
    page = watched(f"{reading_address}/?selected={RAID}")
    open_claim(page, "The letter says who was not there.")
    shown = pane(page)
    expect(shown.get_by_text("Denies: The letter says who was not there.")).to_be_visible()
    expect(
        shown.get_by_text(re.compile("stands on line 3 of the document, at “Grey Column”"))
    ).to_be_visible()
    expect(
        shown.get_by_text(re.compile(r"A letter from the column\. Daily Post, 25 May 2023"))
    ).to_be_visible()
    link = shown.get_by_role("link")
    expect(link).to_have_attribute("href", "https://post.example/sent")
    shown.get_by_text("I have the text").click()
    given = shown.locator("input[type=file]")
    given.set_input_files({"name": "<i>.txt", "mimeType": "text/plain", "buffer": SENT.strip().encode()})
    refused = "<i>.txt is not the text of any document of this graph."
    expect(shown.get_by_text(refused)).to_be_visible()
    expect(shown.get_by_text("is still missing: A letter from the column")).to_be_visible()
    expect(shown.locator("mark")).to_have_count(0)
    given.set_input_files({"name": "letter.txt", "mimeType": "text/plain", "buffer": SENT.encode()})
    expect(shown.locator(".ag-paragraph mark")).to_have_text("Grey Column")
    expect(shown.locator(".ag-paragraph")).to_have_text("Grey Column, it says, was never there.")
    quiet(page)
    stranger = watched(page.url)
    expect(pane(stranger).get_by_text("Its text is not at hand here")).to_be_visible()


def test_what_stands_behind_a_way_and_behind_an_answer_is_read_in_its_article(
    reading_address: str, watched: Show
) -> None:
    ends = "from=incident/raid&to=actor/grey-column"
    page = watched(f"{reading_address}/paths?{ends}&selected={RAID}%231", height=700)
    open_claim(page, "The paper says who rode in.")
    expect(pane(page).locator("mark")).to_have_text("Grey Column")
    answer = "ask=linked&fill=one:incident/raid&fill=other:actor/grey-column"
    page.goto(f"{reading_address}/questions?{answer}&selected={RAID}")
    open_claim(page, "The paper says who rode in.")
    expect(pane(page).locator("mark")).to_have_text("Grey Column")
    page.reload()
    expect(pane(page).locator("mark")).to_have_text("Grey Column")
