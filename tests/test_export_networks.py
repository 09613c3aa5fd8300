"""GraphML, GEXF, Cytoscape and node-link, read back by networkx and igraph."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export_graphs import (
    CLAIMS,
    COLUMN,
    DENIALS,
    DENIED_LINK,
    DENIED_VALUE,
    DISPUTED_LINK,
    HOSTILE,
    HOSTILE_PERSON,
    LINKS,
    NODES,
    RAID,
    TRANSFER,
    contested_graph,
    contested_turtle,
    relation,
)
from graph.export import Counts, export
from graph.export.extent import Extent, extent_of
from graph.export.gexf import write_gexf
from graph.export.graphml import write_graphml
from graph.export.json_formats import write_cytoscape, write_node_link
from graph.export.metering import Meter
from graph.export.xml_text import allowed
from graph.filters import Filter, When
from graph.model import Claim, Ref
from graph.network import View
from graph.wordings import pieces_of

FORMATS = ("graphml", "gexf", "cytoscape", "node-link")


WRITERS: Mapping[str, Callable[[Extent, Meter], Iterable[bytes]]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cytoscape": write_cytoscape,
    "node-link": write_node_link,
}


def read(format_name: str, view: View | None = None) -> nx.MultiDiGraph:
    """Return the export as networkx reads it, edge keys being proposition IRIs."""
    return parsed(format_name, export(contested_graph(), format_name, view).content)


def parsed(format_name: str, content: bytes) -> nx.MultiDiGraph:
    if format_name == "graphml":
        return nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    if format_name == "gexf":
        return multigraph(nx.read_gexf(io.BytesIO(content)))
    if format_name == "cytoscape":
        return nx.cytoscape_graph(json.loads(content))
    return nx.node_link_graph(json.loads(content), edges="edges")


def multigraph(network: nx.DiGraph) -> nx.MultiDiGraph:
    """Return what networkx read as simple for want of parallel links, with the links' ids as keys again."""
    if network.is_multigraph():
        return network
    made = nx.MultiDiGraph()
    made.add_nodes_from(network.nodes(data=True))
    made.add_edges_from((u, v, held["id"], held) for u, v, held in network.edges(data=True))
    return made


def edge(format_name: str, iri: str) -> dict[str, Any]:
    found = [held for _, _, key, held in read(format_name).edges(keys=True, data=True) if key == iri]
    assert len(found) == 1
    return found[0]


def as_list(held: Any) -> list[Any]:
    return json.loads(held) if isinstance(held, str) else held


def within(claim: Claim, entities: set[str]) -> bool:
    """Say whether a claim links two of the entities, or gives one of them a value or a category."""
    target = claim.proposition.object
    inside = not isinstance(target, Ref) or target.iri in entities or "/id/category/" in target.iri
    return claim.proposition.subject.iri in entities and inside


def totals(network: nx.MultiDiGraph, field: str) -> int:
    """Return the sum of a count over nodes and links."""
    both = (
        *network.nodes(data=True),
        *((key, held) for _, _, key, held in network.edges(keys=True, data=True)),
    )
    return sum(held[field] for _, held in both)


@pytest.mark.parametrize("format_name", FORMATS)
def test_networkx_reads_the_same_counts(format_name: str) -> None:
    network = read(format_name)
    assert network.is_directed()
    assert network.is_multigraph()
    assert (len(network), network.number_of_edges()) == (NODES, LINKS)
    assert (totals(network, "claims"), totals(network, "denying")) == (CLAIMS, DENIALS)
    assert export(contested_graph(), format_name).counts == Counts(NODES, LINKS, CLAIMS, DENIALS)


@pytest.mark.parametrize("format_name", FORMATS)
def test_claims_themselves_travel_along(format_name: str) -> None:
    network = read(format_name)
    on_links = [as_list(held["evidence"]) for _, _, held in network.edges(data=True)]
    on_nodes = [value["claims"] for _, held in network.nodes(data=True) for value in as_list(held["values"])]
    claims = [claim for group in (*on_links, *on_nodes) for claim in group]
    assert len({claim["iri"] for claim in claims}) == len(claims) == CLAIMS
    assert sum(claim["stance"] == "denies" for claim in claims) == DENIALS


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_denied_link_never_reads_as_a_fact(format_name: str) -> None:
    denied, disputed = edge(format_name, DENIED_LINK), edge(format_name, DISPUTED_LINK)
    assert (denied["status"], denied["origins"], denied["denying"]) == ("denied-only", 0, 1)
    assert denied["label"] == f"{relation(DENIED_LINK)} (denied)"
    assert disputed["status"] == "disputed"
    assert disputed["label"] == f"{relation(DISPUTED_LINK)} (disputed)"
    assert (disputed["asserting"], disputed["denying"]) == (1, 1)


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_label_of_a_contested_link_says_so(format_name: str) -> None:
    for _, _, held in read(format_name).edges(data=True):
        if held["denying"]:
            shown = [held[name] for name in ("label", "name", "kind") if name in held]
            assert all(text.endswith((" (denied)", " (disputed)")) for text in shown), shown


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_denied_value_never_reads_as_a_fact(format_name: str) -> None:
    values = {value["iri"]: value for value in as_list(read(format_name).nodes[TRANSFER]["values"])}
    value = values[DENIED_VALUE]
    assert value["status"] == "denied-only"
    assert value["label"].endswith(" (denied)")
    assert [claim["stance"] for claim in value["claims"]] == ["denies"]


@pytest.mark.parametrize("format_name", FORMATS)
def test_parallel_links_are_kept_apart(format_name: str) -> None:
    assert {key for _, end, key in read(format_name).edges(TRANSFER, keys=True) if end == COLUMN} == {
        DENIED_LINK,
        DISPUTED_LINK,
    }


@pytest.mark.parametrize("format_name", FORMATS)
def test_hostile_text_survives(format_name: str) -> None:
    label = read(format_name).nodes[HOSTILE_PERSON]["label"]
    assert label == (allowed(HOSTILE) if format_name in ("graphml", "gexf") else HOSTILE)
    gloss = as_list(
        edge(format_name, HOSTILE_PERSON.replace("actor/hostile", "proposition/hostile-leads"))["evidence"]
    )
    assert gloss[0]["gloss"] == HOSTILE


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_view_holds_what_lies_among_its_nodes(format_name: str) -> None:
    view = contested_graph().neighbourhood([RAID])
    network = read(format_name, view)
    assert set(network) == {node.iri for node in view.nodes}
    assert {key for *_, key in network.edges(keys=True)} == {link.iri for link in view.links}
    assert len(view.nodes) == 4
    assert len(view.links) == 3
    counts = export(contested_graph(), format_name, view).counts
    assert counts == Counts(4, 3, totals(network, "claims"), 0)
    assert counts.claims == len(
        [claim for claim in contested_graph().claims() if within(claim, set(network))]
    )


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_empty_view_is_a_readable_file(format_name: str) -> None:
    network = read(format_name, View((), ()))
    assert (len(network), network.number_of_edges()) == (0, 0)


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format_name: str) -> None:
    assert export(contested_graph(), format_name).content == export(contested_graph(), format_name).content


def test_a_filter_leaves_out_claims_of_other_days_and_things_of_other_classes() -> None:
    early = contested_graph().narrowed(Filter(until="2023-05-24", when=When.SAID))
    made_by_then = re.findall(r'ag:madeOn "2023-05(?:-2[34])?"', contested_turtle())  # some day of May may be
    assert parsed("node-link", export(early, "node-link").content).graph["claims"] == len(made_by_then) == 3
    actors = parsed(
        "node-link", export(contested_graph().narrowed(Filter(kinds=("Actor",))), "node-link").content
    )
    assert actors.number_of_nodes() > 0
    assert all("/id/actor/" in node for node in actors)


def test_graph_attributes_say_the_counts() -> None:
    expected = {"nodes": NODES, "links": LINKS, "claims": CLAIMS, "denials": DENIALS}
    assert expected.items() <= read("cytoscape").graph.items()
    assert expected.items() <= read("node-link").graph.items()
    for format_name in ("graphml", "gexf"):
        said = f"{NODES} nodes, {LINKS} links, {CLAIMS} claims, {DENIALS} denials"
        assert said.encode() in export(contested_graph(), format_name).content


def test_igraph_reads_graphml_with_types_and_counts(tmp_path: Path) -> None:
    file = tmp_path / "graph.graphml"
    file.write_bytes(export(contested_graph(), "graphml").content)
    network = igraph.Graph.Read_GraphML(str(file))
    assert (network.vcount(), network.ecount(), network.is_directed()) == (NODES, LINKS, True)
    assert sum(network.es["claims"]) + sum(network.vs["claims"]) == CLAIMS
    assert sum(network.es["denying"]) + sum(network.vs["denying"]) == DENIALS
    assert [network[name] for name in ("nodes", "links", "claims", "denials")] == [
        NODES,
        LINKS,
        CLAIMS,
        DENIALS,
    ]
    denied = next(link for link in network.es if link["iri"] == DENIED_LINK)
    assert (denied["status"], denied["label"]) == ("denied-only", f"{relation(DENIED_LINK)} (denied)")


def test_gexf_draws_status_by_line_and_colour() -> None:
    content = export(contested_graph(), "gexf").content.decode()
    drawn = next(line for line in content.splitlines() if f'<edge id="{DENIED_LINK}"' in line)
    plain = next(line for line in content.splitlines() if 'viz:shape value="solid"' in line)
    caption = f"{relation(DENIED_LINK)} (denied)"
    assert f'label="{caption}" kind="{caption}"' in drawn
    assert '<viz:shape value="double"/>' in drawn
    assert (
        drawn.partition("<viz:color")[2].partition("/>")[0]
        != plain.partition("<viz:color")[2].partition("/>")[0]
    )


def test_gexf_places_every_node() -> None:
    places = [held["viz"]["position"] for _, held in read("gexf").nodes(data=True)]
    assert len({(place["x"], place["y"]) for place in places}) == NODES


def test_cytoscape_classes_and_style_say_the_status() -> None:
    held = json.loads(export(contested_graph(), "cytoscape").content)
    classes = {entry["data"]["id"]: entry["classes"] for entry in held["elements"]["edges"]}
    assert (classes[DENIED_LINK], classes[DISPUTED_LINK]) == ("denied-only", "disputed")
    selectors = {rule["selector"] for rule in held["style"]}
    assert {f"edge.{name}" for name in classes.values()} <= selectors
    ids = [entry["data"]["id"] for kind in ("nodes", "edges") for entry in held["elements"][kind]]
    assert len(set(ids)) == len(ids) == NODES + LINKS


def test_node_link_has_the_form_that_graphology_imports() -> None:
    held = json.loads(export(contested_graph(), "node-link").content)
    assert held["options"] == {"type": "directed", "multi": True, "allowSelfLoops": True}
    assert held["attributes"]["denials"] == DENIALS
    keys = {node["key"] for node in held["nodes"]}
    for link in held["edges"]:
        assert {link["source"], link["target"]} <= keys
        assert link["attributes"]["label"] == link["label"]


@settings(max_examples=60, deadline=None)
@given(label=st.text(st.characters(codec="utf-8"), min_size=1), format_name=st.sampled_from(FORMATS))
def test_any_label_can_be_read_back(label: str, format_name: str) -> None:
    extent = extent_of(contested_graph())
    first, labels = (
        int(extent.nodes[0]),
        [extent.words.label.text(row) for row in range(len(extent.words.label))],
    )
    words = replace(extent.words, label=pieces_of([*labels[:first], label, *labels[first + 1 :]]))
    content = b"".join(WRITERS[format_name](replace(extent, words=words), Meter(0)))
    network = parsed(format_name, content)
    assert network.nodes[extent.columns.entities[first]]["label"] == (
        allowed(label) if format_name in ("graphml", "gexf") else label
    )
