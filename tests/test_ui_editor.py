"""The SPARQL editor's side in Python: what it offers to complete, when it sets a text, what ships with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from graph import KnowledgeGraph
from graph.errors import InputError
from graph.labels import Match
from graph.namespaces import ID
from graph.settings import LIMITS
from graph.store import Store
from graph.ui.editor_terms import Terms, terms_of

EDITOR = Path(__file__).parent.parent / "graph" / "ui" / "assets" / "editor"


def test_names_of_the_ontology_are_known_by_kind_label_and_definition(sample_store: Store) -> None:
    terms = terms_of(KnowledgeGraph(sample_store), build="one")
    known = {f"{term.prefix}:{term.local}": term for term in terms.terms}
    assert (known["ag:Weapon"].kind, known["ag:Weapon"].label) == ("class", "Weapon")
    assert (known["ag:claimant"].kind, known["ag:Denies"].kind) == ("property", "constant")
    assert known["ag:Weapon"].definition.startswith("A type")
    assert known["skos:prefLabel"].kind == "property"
    assert not [name for name in known if not re.fullmatch(r"[a-z]+:[A-Za-z_][\w-]*", name)]
    assert terms == terms_of(KnowledgeGraph(sample_store), build="one")
    assert terms.version != terms_of(KnowledgeGraph(sample_store), build="two").version
    assert json.loads(json.dumps(terms.message())) == terms.message()


def test_entities_are_found_by_any_name_and_those_called_so_come_first(sample_store: Store) -> None:
    terms = terms_of(KnowledgeGraph(sample_store))
    found = terms.entities(" grey col ")
    assert found[0] == {
        "iri": ID + "actor/grey-column",
        "label": "Grey Column",
        "type": "Armed group",
        "name": "Grey Column",
    }
    assert terms.entities("") == terms.entities("zzqqxx") == []
    assert terms.entities("x" * 5000) == []
    near, called = (
        Match("i:a", "Grey", "Person", "Gray colt", 99.0),
        Match("i:b", "B", "Person", "Grey col", 70),
    )
    many = Terms(find=lambda text: (near,) * 50 + (called,))
    assert [one["iri"] for one in many.entities("grey col")][:2] == ["i:b", "i:a"]
    assert len(many.entities("grey col")) == LIMITS.completed_entities


def test_a_text_that_cannot_be_a_name_has_no_entity() -> None:
    def refuse(text: str) -> tuple[Match, ...]:
        raise InputError(text)

    assert Terms(find=refuse).entities("?") == []


def page() -> None:
    import streamlit as st

    from graph.ui.editor import editor
    from graph.ui.editor_terms import Place, Terms

    editor(
        st.session_state.get("text", "ASK {}"),
        key="query",
        problem=Place(2, 3, "Line 2, column 3: <b>no</b>"),
        on_run=lambda text: None,
        on_change=lambda text: None,
        terms=Terms(),
        running=True,
    )


def sent(app: AppTest) -> list[dict]:
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


def test_the_browser_replaces_its_text_only_where_another_was_set() -> None:
    app = AppTest.from_function(page, default_timeout=60).run()
    library, message, names = sent(app)
    assert (message["text"], message["revision"], message["running"]) == ("ASK {}", 0, True)
    assert message["problem"] == {"line": 2, "column": 3, "message": "Line 2, column 3: <b>no</b>"}
    assert names["found"] == []
    assert sent(app.run())[1]["revision"] == 0
    app.session_state["text"] = "ASK { ?s ?p ?o }"
    again = sent(app.run())
    assert (again[1]["text"], again[1]["revision"]) == ("ASK { ?s ?p ?o }", 1)
    assert again[0] == library, "what is large must not change, or it travels again"


def test_what_ships_is_pinned_named_with_its_licence_and_asks_nobody() -> None:
    lock = json.loads((EDITOR / "package-lock.json").read_text())["packages"]
    asked = json.loads((EDITOR / "package.json").read_text())
    pins = {**asked["dependencies"], **asked["devDependencies"]}
    assert pins["codemirror"] == "6.0.2"
    assert {name: lock[f"node_modules/{name}"]["version"] for name in pins} == pins
    assert not [path for path, one in lock.items() if "resolved" in one]
    notices = (EDITOR / "licences.txt").read_text()
    bundled = [
        path.removeprefix("node_modules/") for path, one in lock.items() if path and not one.get("dev")
    ]
    assert [
        name for name in bundled if f"{name} {lock[f'node_modules/{name}']['version']} (" not in notices
    ] == []
    bundle = (EDITOR / "editor.bundle.js").read_text()
    assert re.findall(r"\b(?:fetch|XMLHttpRequest|WebSocket|importScripts)\(|\bimport\(", bundle) == []
