"""RDF exports: loaded again they are the same graph, and no denied link stands in them as a triple."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, Dataset, Literal, URIRef
from rdflib.namespace import Namespace

from export_graphs import (
    CLAIMS,
    COLUMN,
    DENIALS,
    DENIED_LINK,
    HOSTILE,
    LINKS,
    NODES,
    RAID,
    TRANSFER,
    contested_graph,
)
from graph import KnowledgeGraph
from graph.export import FORMATS, export
from graph.export.rdf import texts
from graph.export.xml_text import allowed
from graph.ingest import build_in_memory
from graph.model import Stance
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_RELATIONS, ID
from graph.network import View
from graph.views import view_of

TRIPLE_FORMATS = ("turtle", "ntriples", "rdfxml")
QUAD_FORMATS = ("trig", "nquads", "jsonld")
RDF_FORMATS = (*TRIPLE_FORMATS, *QUAD_FORMATS)
READERS = {
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
    "trig": "trig",
    "nquads": "nquads",
    "jsonld": "json-ld",
}
ONTOLOGY = Namespace(AG)


def parsed(format_name: str, view: View | None = None) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(data=export(contested_graph(), format_name, view).content, format=READERS[format_name])
    return dataset


def loaded(tmp_path: Path, format_name: str, view: View | None = None) -> KnowledgeGraph:
    """Return what a build of the export gives."""
    exported = export(contested_graph(), format_name, view)
    file = tmp_path / f"again.{exported.extension}"
    file.write_bytes(exported.content)
    return KnowledgeGraph(build_in_memory([file]))


def curated(graph: KnowledgeGraph) -> set[str]:
    return {str(quad.triple) for quad in graph.store.quads(GRAPH_CURATED)}


def standings(graph: KnowledgeGraph) -> dict[str, object]:
    return {
        key: (held["status"], held["origins"])
        for *_, key, held in graph.network().edges(keys=True, data=True)
    }


@pytest.mark.parametrize("format_name", RDF_FORMATS)
def test_an_export_loads_again_as_the_same_graph(format_name: str, tmp_path: Path) -> None:
    again = loaded(tmp_path, format_name)
    expected = curated(contested_graph())
    if format_name == "rdfxml":
        expected = {triple.replace("\\u0001", allowed("\u0001")) for triple in expected}
    assert curated(again) == expected
    assert standings(again) == standings(contested_graph())


@pytest.mark.parametrize("format_name", RDF_FORMATS)
def test_no_denied_claim_is_a_triple_of_its_own(format_name: str) -> None:
    triples = set(parsed(format_name).triples((None, None, None)))
    denied = [claim.proposition for claim in contested_graph().claims(stance=Stance.DENIES)]
    assert len(denied) == DENIALS
    for proposition in denied:
        pair = (URIRef(proposition.subject.iri), URIRef(proposition.predicate.iri))
        assert not [triple for triple in triples if triple[:2] == pair], proposition.iri


@pytest.mark.parametrize("format_name", TRIPLE_FORMATS)
def test_triple_formats_hold_no_direct_triple_at_all(format_name: str) -> None:
    relations = {quad.predicate.value for quad in contested_graph().store.quads(GRAPH_RELATIONS)}
    assert relations
    assert not relations & {str(predicate) for predicate in parsed(format_name).predicates()}


@pytest.mark.parametrize("format_name", QUAD_FORMATS)
def test_quad_formats_keep_undenied_triples_in_their_own_graph(format_name: str) -> None:
    relations = parsed(format_name).graph(URIRef(GRAPH_RELATIONS))
    assert (URIRef(RAID), ONTOLOGY.perpetrator, URIRef(COLUMN)) in relations
    assert (URIRef(TRANSFER), ONTOLOGY.recipient, None) not in relations
    assert len(relations) == len(list(contested_graph().store.quads(GRAPH_RELATIONS))) - 1


@pytest.mark.parametrize("format_name", RDF_FORMATS)
def test_denials_and_statuses_travel_along(format_name: str) -> None:
    dataset = parsed(format_name)
    assert len(set(dataset.subjects(ONTOLOGY.stance, ONTOLOGY.Denies))) == DENIALS
    assert dataset.value(URIRef(DENIED_LINK), ONTOLOGY.status) == ONTOLOGY.DeniedOnly
    assert not list(dataset.triples((None, RDFS.subClassOf, None)))


@pytest.mark.parametrize("format_name", RDF_FORMATS)
def test_hostile_text_survives_as_text(format_name: str) -> None:
    label = parsed(format_name).value(URIRef(ID + "actor/hostile"), SKOS.prefLabel)
    assert label == Literal(allowed(HOSTILE) if format_name == "rdfxml" else HOSTILE, lang="en")


@pytest.mark.parametrize("format_name", RDF_FORMATS)
def test_a_view_is_a_whole_graph_of_its_own(format_name: str, tmp_path: Path) -> None:
    view = contested_graph().neighbourhood([RAID])
    again = loaded(tmp_path, format_name, view)
    links = {link.iri: (link.standing.status.value, link.standing.origins) for link in view.links}
    assert standings(again) == links
    assert curated(again) < curated(contested_graph())


def test_a_view_brings_speakers_documents_and_names_but_no_other_links() -> None:
    dataset = parsed("turtle", contested_graph().neighbourhood([RAID]))
    subjects = {str(subject).removeprefix(ID) for subject in dataset.subjects()}
    assert {"actor/anna-hale", "actor/officials-daily-post", "document/post-1", "name/kestrel-1"} <= subjects
    assert {"actor/northland", "actor/daily-post", "actor/evening-wire"} <= subjects
    assert "proposition/office-approved-transfer" not in subjects
    assert "document/handbook" in subjects  # the Grey Column's Russian name stands in it
    assert "actor/hostile" not in subjects


def test_a_judgement_brings_all_whom_it_is_about() -> None:
    network = contested_graph().network()
    dataset = parsed("turtle", view_of(network, [ID + "actor/ivan-petrov", COLUMN]))
    assert (URIRef(ID + "actor/white-fox"), RDF.type, ONTOLOGY.Person) in dataset
    assert (URIRef(ID + "proposition/white-fox-leads"), RDF.type, ONTOLOGY.Proposition) in dataset


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_choice_of_entities_misses_nothing_it_points_at(data: st.DataObject) -> None:
    network = contested_graph().network()
    chosen = data.draw(st.sets(st.sampled_from(sorted(network)), min_size=1, max_size=6))
    whole = [texts(quad) for quad in contested_graph().store.quads(GRAPH_CURATED)]
    part = parsed("turtle", view_of(network, chosen))
    kept = {str(subject) for subject in part.subjects()}
    described = {subject for subject, _, _ in whole}
    assert chosen <= kept <= described
    assert {str(end) for end in part.objects()} & described <= kept
    claims = {subject for subject, predicate, end in whole if predicate == AG + "proposition" and end in kept}
    assert claims <= kept


@pytest.mark.parametrize("format_name", ("turtle", "trig", "nquads", "ntriples", "rdfxml"))
def test_a_comment_says_the_counts(format_name: str) -> None:
    head = export(contested_graph(), format_name).content.decode()[:400]
    assert f"{NODES} nodes, {LINKS} links, {CLAIMS} claims, {DENIALS} denials" in head


@pytest.mark.parametrize("format_name", TRIPLE_FORMATS)
def test_rapper_reads_the_same_number_of_triples(format_name: str, tmp_path: Path) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (Debian: raptor2-utils) is not installed")
    exported = export(contested_graph(), format_name)
    file = tmp_path / f"graph.{FORMATS[format_name].extension}"
    file.write_bytes(exported.content)
    run = subprocess.run(
        [rapper, "-q", "-i", format_name, "-o", "ntriples", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert len(set(run.stdout.splitlines())) == len(set(parsed(format_name).triples((None, None, None))))


VALUED = """
<id/proposition/{name}> a ag:Proposition ; rdf:subject <id/incident/raid> ; rdf:predicate ag:valueUSD ;
    rdf:object "5"^^xsd:{datatype} .
<id/claim/handbook/{name}-1> a ag:ReferenceClaim ; ag:proposition <id/proposition/{name}> ;
    ag:claimant <id/actor/editors> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ; ag:modality ag:Fact ;
    ag:document <id/document/handbook> ; ag:gloss "The raid did damage of five dollars."@en .
"""
DENIED = """
<id/claim/handbook/denied> a ag:ReferenceClaim ; ag:proposition <id/proposition/whole> ;
    ag:claimant <id/actor/anna-hale> ; ag:stance ag:Denies ; ag:certainty ag:Certain ; ag:modality ag:Fact ;
    ag:document <id/document/handbook> ; ag:gloss "Hale denies damage of five dollars."@en .
"""


def test_a_denied_value_leaves_no_triple_even_where_another_of_the_same_letters_does() -> None:
    text = (Path(__file__).parent / "samples" / "raid.ttl").read_text(encoding="utf-8")
    text += VALUED.format(name="whole", datatype="integer") + DENIED
    text += VALUED.format(name="exact", datatype="decimal")
    graph = KnowledgeGraph(build_in_memory(text))
    triples = [
        line
        for line in export(graph, "nquads").content.decode().splitlines()
        if "#valueUSD>" in line and GRAPH_RELATIONS in line
    ]
    assert [line.split()[2] for line in triples] == ['"5"^^<http://www.w3.org/2001/XMLSchema#decimal>']
