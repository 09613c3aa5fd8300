"""SPARQL updates of what people wrote: judged like a file, all of it or nothing."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph
from graph.builds import current_build
from graph.errors import DataError, InputError, QueryCrashedError, QueryError, QueryTimeoutError
from graph.ingest.updating import update
from graph.namespaces import GRAPH_CURATED, GRAPH_DERIVED
from graph.store import open_store

NOTES = "https://example.org/notes"
WRITTEN = f"INSERT DATA {{ <x:a> <x:b> 1 . GRAPH <{NOTES}> {{ <x:a> <x:b> 2 }} }}"
RENAMED = f"""
    WITH <{GRAPH_CURATED}>
    DELETE {{ ?claim ag:gloss ?old }} INSERT {{ ?claim ag:gloss "Told anew."@en }}
    WHERE {{ ?claim ag:gloss ?old ; ag:stance ag:Denies }}
"""


def values(store, graph: str) -> list[str]:
    return [quad.object.value for quad in open_store(store).quads(graph)]


def test_graphs_beside_the_claims_are_written_and_emptied_again(sample_directory):
    before = len(open_store(sample_directory))
    report = update(WRITTEN, sample_directory)
    assert (len(report.added), report.removed, report.made) == (2, 0, True)
    assert (values(sample_directory, ""), values(sample_directory, NOTES)) == (["1"], ["2"])
    assert update(WRITTEN, sample_directory).differs is False, "what is held already makes no build"
    moved = update(
        "INSERT { ?s <x:c> ?o } WHERE { ?s <x:b> ?o }", sample_directory, using=[NOTES], check=True
    )
    assert [str(quad) for quad in moved.added] == [
        '<x:a> <x:c> "2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]
    assert update(f"CLEAR DEFAULT ; DROP GRAPH <{NOTES}>", sample_directory).removed == 2
    assert len(open_store(sample_directory)) == before


def test_claims_are_changed_and_what_is_derived_follows(sample_directory):
    update(RENAMED, sample_directory)
    graph = KnowledgeGraph.open(sample_directory)
    assert {claim.gloss for claim in graph.claims(stance="denies")} == {"Told anew."}
    assert "Told anew." not in {claim.gloss for claim in graph.claims(stance="asserts")}


@pytest.mark.parametrize(
    ("text", "refusal", "said"),
    [
        (
            f"WITH <{GRAPH_CURATED}> DELETE {{ ?s ag:claimant ?o }} WHERE {{ ?s ag:claimant ?o }}",
            DataError,
            "ag:claimant",
        ),
        ("INSERT DATA { <x:a> a ag:Claim }", DataError, "graph-beside"),
        (f"INSERT DATA {{ GRAPH <{GRAPH_DERIVED}> {{ <x:a> <x:b> 1 }} }}", InputError, "which is derived"),
        ("DROP GRAPH <x:none>", QueryError, "cannot be carried out"),
        ("LOAD <https://example.org/x>", QueryError, "LOAD"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_changes(sample_directory, text, refusal, said):
    build = current_build(sample_directory).path.name
    with pytest.raises(refusal, match=said):
        update(text, sample_directory)
    assert current_build(sample_directory).path.name == build


def test_an_update_that_runs_away_is_stopped_and_nothing_changes(sample_directory):
    build = current_build(sample_directory).path.name
    every = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
    runaway = f"DELETE {{ ?a0 ?b0 1 }} WHERE {{ GRAPH ?g {{ {every} }} FILTER (?a0 = ?c8 && ?a1 = <x:no>) }}"
    with pytest.raises((QueryTimeoutError, QueryCrashedError), match="nothing was changed"):
        update(runaway, sample_directory, seconds=1.5)
    assert current_build(sample_directory).path.name == build
