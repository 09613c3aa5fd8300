"""The words beside a build: the same whether the build writes them or the first export derives them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np

from export_graphs import COLUMN, TRANSFER, contested_turtle
from graph.columns import columns_of
from graph.ingest import build, build_in_memory
from graph.namespaces import GRAPH_IMPORTS, ID
from graph.store import open_store
from graph.wordings import Pieces, Wordings, derive_wordings, open_wordings, wordings_of

JUDGED = """
<id/judgement/quarrel> a ag:ContradictionJudgement ; ag:contradictionKind ag:Incompatible ;
    ag:contradicts <id/proposition/supplied-by-column>, <id/proposition/received-by-column> ;
    ag:reason "One cannot be the other."@en .
"""


def held(words: Wordings) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for one in fields(words):
        value = getattr(words, one.name)
        texts = isinstance(value, Pieces)
        found[one.name] = [value.text(row) for row in range(len(value))] if texts else value.tolist()
    return found


def test_a_build_writes_the_words_that_a_store_would_tell(tmp_path: Path) -> None:
    file = tmp_path / "raid.ttl"
    file.write_text(contested_turtle() + JUDGED, encoding="utf-8")
    name = build([file], tmp_path / "store").name
    store = open_store(tmp_path / "store")
    kept = open_wordings(tmp_path / "store" / "builds" / name / "wordings", build=name)
    derived = derive_wordings(store, columns_of(store))
    assert held(kept) == held(derived)
    assert len(kept.rivals) == 2


def test_a_build_of_several_graphs_writes_what_each_of_them_tells(tmp_path: Path) -> None:
    file = tmp_path / "raid.ttl"
    file.write_text(contested_turtle(), encoding="utf-8")
    beside = tmp_path / "beside.nq"
    label = '<http://www.w3.org/2004/02/skos/core#note> "The\\uFFFE column"@en'
    beside.write_text(f"<{COLUMN}> {label} <{GRAPH_IMPORTS}list> .\n", encoding="utf-8")
    name = build([file, beside], tmp_path / "store").name
    store = open_store(tmp_path / "store")
    kept = open_wordings(tmp_path / "store" / "builds" / name / "wordings", build=name)
    assert held(kept) == held(derive_wordings(store, columns_of(store)))
    assert [kept.graphs.text(row) for row in range(len(kept.graphs))] == ["curated", "import/list"]
    told = [kept.statements.text(row) for row in range(len(kept.statements))]
    assert f"<{COLUMN}> {label} <{GRAPH_IMPORTS}list> .\n" in told
    places = [(home, GRAPH_IMPORTS in text) for home, text in zip(kept.statement_home, told, strict=True)]
    assert places == sorted(places)  # of an entity what is curated comes first


def test_the_words_of_a_build_are_opened_and_not_derived(tmp_path: Path, monkeypatch: object) -> None:
    file = tmp_path / "raid.ttl"
    file.write_text(contested_turtle(), encoding="utf-8")
    build([file], tmp_path / "store")

    def never(*_: object) -> Wordings:
        raise AssertionError("derived")

    monkeypatch.setattr("graph.wordings.keeping.derive_wordings", never)  # type: ignore[attr-defined]
    words = wordings_of(open_store(tmp_path / "store"))
    assert words.graphs.text(0) == "curated"
    assert np.all(words.claim_graph == 0)


def test_what_more_a_claim_says_goes_with_what_it_speaks_of_and_not_with_who_makes_it() -> None:
    """All claims of an import may have one claimant: a file's field with them all would be as large as it."""
    claim, proposition = f"{ID}claim/post-1/7a", f"{ID}proposition/supplied-by-column"
    seen = '"https://example.org/picture"^^xsd:anyURI'
    more = f'<{claim}> ag:evidence {seen} .\n<{proposition}> skos:note "a rumour"@en .\n'
    more += f'<{COLUMN}> skos:note "a column"@en .\n'
    store = build_in_memory(contested_turtle() + more)
    columns = columns_of(store)
    words = derive_wordings(store, columns)
    home = {
        words.statements.text(row).split(">")[0][1:]: columns.entities[words.statement_home[row]]
        for row in range(len(words.statements))
    }
    assert home[claim] == home[proposition] == TRANSFER
    assert home[COLUMN] == COLUMN
