"""The SPARQL page without a browser: what is open, what is handed on, and what is drawn of an answer."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph import KnowledgeGraph
from graph.dates import span_of
from graph.errors import QueryCancelledError, QueryError
from graph.ingest import build_in_memory
from graph.lexicon import read_lexicon
from graph.model import Value
from graph.namespaces import ID
from graph.presentation import presentation_from
from graph.settings import LIMITS
from graph.sparql import TABLE_FORMATS, AskAnswer, SelectAnswer, run_query, serialise
from graph.ui.address import read_query
from graph.ui.answer_chart import bar_chart, unlike
from graph.ui.answer_dates import dates_chart
from graph.ui.answer_files import formats_of, made
from graph.ui.answer_map import Ground
from graph.ui.answer_reading import read
from graph.ui.answer_table import table_markup
from graph.ui.opening import Opened
from graph.ui.query_desk import Desk, Outcome, answered, in_short
from graph.ui.query_handing import curl
from graph.ui.query_history import history_markup
from graph.ui.session import QueryState, written

HOSTILE = "ASK { ?s ?p 'it''s' } # $(touch x) `id` \"$HOME\" \\ @/etc/passwd !x\n%41 ~ & | ; 'ж\u202e"
STAND_IN = """#!/bin/sh
for one in "$@"; do printf '%s\\0' "$one"; done
"""


class Halted:
    """Stands for a query that runs; it notes that it was stopped."""

    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def opened() -> Opened:
    store = build_in_memory(
        [Path(__file__).parent / "samples" / "raid.ttl", Path(__file__).parent / "browser" / "hostile.ttl"]
    )
    graph = KnowledgeGraph(store)
    network = graph.network()
    return Opened(
        graph, graph, presentation_from(store), network, network, read_lexicon(store), "", store.location
    )


def outcome_of(opened: Opened, text: str) -> Outcome:
    return answered(text, "all", 0.5, run_query(opened.graph.store, text))


@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize("text", [HOSTILE, "@/etc/passwd", "-o out", "a\n\nb'\"'"])
def test_the_command_puts_exactly_the_query_whatever_is_in_it(tmp_path: Path, shell: str, text: str) -> None:
    stand_in = tmp_path / "curl"
    stand_in.write_text(STAND_IN)
    stand_in.chmod(0o755)
    run = subprocess.run(
        [shell, "-c", curl(text, "http://h/sparql?a=1&b=$x", "text/csv")],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert run.stdout.decode("utf-8").split("\0")[:-1] == [
        *("--header", "Accept: text/csv", "--data-urlencode", f"query={text}"),
        "http://h/sparql?a=1&b=$x",
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["curl"]


def test_query_order_and_view_are_read_back_from_their_url() -> None:
    state = QueryState("ASK {}", "chart", "-n", "who", "n")
    assert read_query(written(state)).state == state
    reading = read_query({"query": ["ASK {}"], "view": ["hologram"]})
    assert reading.state == QueryState("ASK {}") and "hologram" in reading.problems[0]


def test_what_an_address_brings_is_run_and_what_is_typed_is_not() -> None:
    desk = Desk()
    first = desk.shown(QueryState("ASK {}"))
    assert first.due
    first.due = False
    first.state = QueryState("ASK { ?s ?p ?o }")  # as typing does, before the page asks
    assert not desk.shown(QueryState("ASK { ?s ?p ?o }")).due
    assert desk.shown(QueryState("SELECT * {}")).due
    second = desk.open(QueryState("ASK {}"))
    assert not second.due and desk.shown(QueryState("ASK {}")) is second


def test_a_closed_query_is_stopped_and_the_last_one_stays() -> None:
    desk = Desk()
    first, second = desk.open(QueryState("a")), desk.open(QueryState("b"))
    running: Any = Halted()
    second.running = running
    desk.close(second)
    assert running.cancelled and desk.tabs == [first] and desk.active == first.number
    desk.close(first)
    assert desk.tabs == [first]
    assert desk.open(QueryState()).number == 3, "a name is not given twice"


def test_the_history_tells_what_came_of_each_query_and_forgets_the_oldest() -> None:
    desk = Desk()
    for number in range(LIMITS.query_history + 3):
        desk.note(Outcome(f"ASK {{ }} # {number}", "", 0.25, AskAnswer(True)))
    assert len(desk.past) == LIMITS.query_history
    assert desk.past[0].text.endswith(str(LIMITS.query_history + 2)) and desk.past[0].words == "Yes."
    assert in_short(Outcome("", "", 1, error=QueryCancelledError("x"))) == "stopped"
    assert in_short(Outcome("", "", 1, error=QueryError("x"))) == "no answer"
    desk.note(Outcome("<script>", "", 1, SelectAnswer(("s",), ((None,),), False)))
    shown = str(history_markup(desk.past))
    assert "&lt;script&gt;" in shown and "<script>" not in shown and "1 row after 1.0 seconds" in shown


def test_a_table_shows_label_and_iri_marks_types_and_makes_no_address_of_what_is_none(opened: Opened) -> None:
    text = """SELECT ?thing ?number ?said ?other ?none WHERE {
      VALUES (?number ?said ?other) { (7 "x"@en <javascript:alert(1)>) } ?thing a ag:Weapon . }"""
    tab = Desk().open(QueryState(text))
    shown = str(table_markup(read(opened, tab, outcome_of(opened, text)), 0))
    assert f'data-go="entity:{ID}weapon/kestrel"' in shown
    assert ">Kestrel armoured car</button>" in shown and "&lt;id/weapon/kestrel&gt;" in shown
    assert 'class="ag-number" dir="auto">7<small class="ag-term" dir="auto">xsd:integer</small>' in shown
    assert ">@en</small>" in shown and "href" not in shown
    assert "&lt;javascript:alert(1)&gt;" in shown and 'data-go="entity:javascript' not in shown


def test_labels_that_try_to_be_script_stay_text_in_a_table(opened: Opened) -> None:
    text = "SELECT ?s ?label WHERE { ?s a ag:Actor ; skos:prefLabel ?label }"
    tab = Desk().open(QueryState(text, sort="-label"))
    outcome = outcome_of(opened, text)
    shown = str(table_markup(read(opened, tab, outcome), 0))
    assert "<script" not in shown and "<img" not in shown and "&lt;" in shown
    labels = [row[1].text.casefold() for row in read(opened, tab, outcome).rows]
    assert labels == sorted(labels, reverse=True)
    tab.state = replace(tab.state, sort="nothing")
    assert read(opened, tab, outcome).rows == outcome.rows


def test_every_file_is_what_oxigraph_writes_of_the_whole_answer(opened: Opened) -> None:
    for text in ("SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s a ag:Weapon }", "ASK { ?s ?p ?o }"):
        answer = run_query(opened.graph.store, text)
        made = {name: serialise(answer, name) for name in formats_of(answer)}
        assert all(made.values()) and len(made) in (2, 4)
    rows = opened.graph.store.query("SELECT * WHERE { ?s ?p ?o }")
    expected = rows.serialize(format=TABLE_FORMATS["csv"])
    assert serialise(run_query(opened.graph.store, "SELECT * WHERE { ?s ?p ?o }"), "csv") == expected


def test_a_star_gives_the_columns_as_the_query_names_them_in_table_and_file(opened: Opened) -> None:
    for text, names in (
        ("# SELECT * is ?o ?p\nSELECT * WHERE { ?s ?p ?o }", ("s", "p", "o")),
        ("SELECT DISTINCT* { ?z ag:leads ?a }", ("z", "a")),
        ("SELECT ?o ?s { SELECT * { ?s ?p ?o } }", ("o", "s")),
    ):
        outcome = outcome_of(opened, text)
        assert outcome.columns.names == names and isinstance(outcome.answer, SelectAnswer)
        assert serialise(outcome.answer, "csv").splitlines()[0] == ",".join(names).encode()
    row = outcome_of(opened, "SELECT * { VALUES (?b ?a) { (1 2) } }").rows[0]
    assert [one.text for one in row if isinstance(one, Value)] == ["1", "2"]


def test_a_file_is_made_when_it_is_asked_for(opened: Opened) -> None:
    """What is there before, Streamlit's page fetches whole at once, and misses loudly once it was left."""

    def page() -> None:
        import streamlit as st

        from graph.ui.answer_files import downloads

        downloads(*st.session_state["asked"])

    text = "SELECT * WHERE { ?s a ag:Weapon }"
    tab = Desk().open(QueryState(text))
    tab.take(outcome_of(opened, text))
    assert tab.outcome and isinstance(tab.outcome.answer, SelectAnswer)
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["asked"] = (opened, tab, tab.outcome.answer)
    buttons = [one.proto for one in app.run().get("download_button")]
    assert len(buttons) == 4 and not app.exception
    assert all(one.deferred_file_id for one in buttons) and [one.url for one in buttons] == [""] * 4
    assert tab.files == {}
    assert made(tab, tab.outcome.answer, "csv") == serialise(tab.outcome.answer, "csv") == tab.files["csv"]
    tab.take(tab.outcome)
    assert tab.files == {}, "another answer has other files"


def test_the_places_of_an_answer_are_those_of_places_and_of_incidents_that_took_place(opened: Opened) -> None:
    southfield = f"{ID}place/southfield"
    known: Any = {southfield: Any, f"{ID}actor/northland": Any}
    ground = Ground(opened, lambda: known, frozenset({"iri:raid"}))
    assert [ground.holds(iri) for iri in (southfield, "iri:raid", f"{ID}actor/northland")] == [
        True,
        True,
        False,
    ]


def test_a_chart_keeps_a_bar_for_each_row_and_a_timeline_a_bar_for_what_is_not_exact() -> None:
    bars = bar_chart(unlike([("a", 1.0), ("a", 2.0)]), "n", dark=True)
    assert len({one["name"] for one in bars["data"]["values"]}) == 2
    exact, wide = span_of("2023-05-24"), span_of("2023")
    assert exact and wide
    chart = dates_chart([("one", exact), ("two", wide)], dark=False)
    assert [[one["name"] for one in layer["data"]["values"]] for layer in chart["layer"]] == [
        ["two"],
        ["one"],
    ]
