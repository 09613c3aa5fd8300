"""Entities of one name, as imports bring them before they are joined: what tells them apart is told, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.ingest import build
from graph.knowledge.papers import Papers
from graph.model import Document
from graph.namespaces import ID
from graph.ui.about import heading
from graph.ui.choosing import entity_words
from graph.ui.opening import Opened
from opening import opened_at

RAID = Path(__file__).parent / "samples" / "raid.ttl"
BY_ARTICLES = "rdf:predicate ag:madeIn ; rdf:object <id/actor/northland>"
BY_LOSSES = "rdf:predicate ag:madeIn ; rdf:object <id/losses/state/northland>"
NAMED = '<id/losses/state/northland> a ag:State ; skos:prefLabel "Northland"@en .'


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    told = RAID.read_text(encoding="utf-8")
    assert BY_ARTICLES in told
    (tmp_path / "two.ttl").write_text(f"{told.replace(BY_ARTICLES, BY_LOSSES)}\n{NAMED}\n", encoding="utf-8")
    build([tmp_path / "two.ttl"], tmp_path / "store")
    return opened_at(tmp_path / "store")


def test_boxes_and_headlines_tell_two_of_one_name_apart(opened: Opened) -> None:
    ours, theirs = f"{ID}actor/northland", f"{ID}losses/state/northland"
    assert [opened.name(iri) for iri in (ours, theirs)] == [
        "Northland (state, of the articles)",
        "Northland (state, of losses)",
    ]
    assert entity_words(opened, theirs) == "Northland (state, of losses)"
    assert {ours, theirs} <= set(opened.entities()), "both can be chosen"
    alone = f"{ID}actor/grey-column"
    assert opened.name(alone) == opened.label(alone) == "Grey Column"


def test_what_a_search_finds_under_one_name_is_on_buttons_of_their_own(opened: Opened) -> None:
    def page() -> None:
        import streamlit as st

        from graph.ui.finding import matches

        matches(st.session_state["opened"], "Northland")

    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["opened"] = opened
    labels = [button.label.replace("\\", "") for button in app.run().button]
    assert labels == [
        "Add Northland (state, of the articles)",
        "Start with Northland (state, of the articles)",
        "Add Northland (state, of losses)",
        "Start with Northland (state, of losses)",
        "Add Northland Defence Office (government body)",
        "Start with Northland Defence Office",
    ]


def test_tables_of_imports_are_not_called_articles() -> None:
    text = Document(f"{ID}document/post", "Post", None, "", "", "", "", "sha256:00")
    tabled = replace(text, iri=f"{ID}oryx/document/list")
    assert heading(Papers((text,), {}, 1), works=False) == "The 1 article"
    assert heading(Papers((text, tabled), {}, 2), works=False) == "The 2 articles and tables"
