"""The curated graph that ships, exported and read back."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

from graph import KnowledgeGraph
from graph.export import export
from graph.ingest import build_in_memory
from graph.model import Stance
from graph.namespaces import GRAPH_CURATED


@pytest.fixture(scope="module")
def shipped_graph() -> KnowledgeGraph:
    return KnowledgeGraph(build_in_memory(None))


def test_the_shipped_graph_loads_again_from_its_export(shipped_graph: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "again.trig"
    file.write_bytes(export(shipped_graph, "trig").content)
    again = build_in_memory([file])
    before, after = (
        {str(quad) for quad in store.quads(GRAPH_CURATED)} for store in (shipped_graph.store, again)
    )
    assert before == after
    assert len(before) > 1000


def test_the_shipped_graph_counts_the_same_in_another_tool(shipped_graph: KnowledgeGraph) -> None:
    exported = export(shipped_graph, "graphml")
    network = nx.read_graphml(io.BytesIO(exported.content), force_multigraph=True)
    held = [*(node for _, node in network.nodes(data=True)), *(link for *_, link in network.edges(data=True))]
    assert len(network) == exported.counts.nodes
    assert network.number_of_edges() == exported.counts.links
    assert sum(each["claims"] for each in held) == len(shipped_graph.claims())
    assert sum(each["denying"] for each in held) == len(shipped_graph.claims(stance=Stance.DENIES))
