"""Documents by what is read from them: texts and tables, reference works, and those that are only cited."""

from __future__ import annotations

from pathlib import Path

from commandline import SAMPLE
from graph import KnowledgeGraph
from graph.ingest import build
from graph.perspective import Perspective

CITED = """
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix doc: <https://w3id.org/armsgraph/id/document/> .
@prefix dcterms: <http://purl.org/dc/terms/> .

doc:cited-1 a ag:Document ; dcterms:title "Report that a row cites"@en .
doc:cited-2 a ag:Document ; dcterms:title "Another report that a row cites"@en .
"""


def test_documents_that_rows_only_cite_are_no_reference_works(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "before")
    (tmp_path / "cited.ttl").write_text(CITED, encoding="utf-8")
    build([SAMPLE, tmp_path / "cited.ttl"], tmp_path / "store")
    before, after = (KnowledgeGraph.open(tmp_path / name) for name in ("before", "store"))
    assert (before.papers_only_cited(), after.papers_only_cited()) == (0, 2)
    for works in (False, True):
        assert after.papers(works=works) == before.papers(works=works)
    silent = after.seen_from(Perspective(as_of="1900-01-01"))
    assert silent.papers().in_all == before.papers().in_all > 0  # whatever counts, an article stays one
    assert silent.papers(works=True).in_all == before.papers(works=True).in_all
    assert set(silent.papers().claims.values()) == {0}
