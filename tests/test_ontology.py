"""The ontology is whole: modules with version and licence, terms defined, nothing used undeclared."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from graph.namespaces import AG, BASE, XSD
from graph.resources import shipped
from graph.validation import read_checks, read_ontology, read_shapes, validate

ONTOLOGY = shipped("ontology")
MODULES = sorted(ONTOLOGY.glob("*.ttl"))
ROOT = URIRef(BASE + "ontology")
IRI_OF_VERSION = re.compile(re.escape(BASE) + r"ontology(/[a-z]+)?/\d+\.\d+\.\d+")
LICENCE = URIRef("https://spdx.org/licenses/MIT")
TERM = re.compile(r"(?<![\w/])ag:([A-Za-z]\w*)")

CHECKED_BY_HAND = {
    "http://semanticweb.cs.vu.nl/2009/11/sem/": {"Event", "Actor", "Place"},
    "http://www.w3.org/ns/oa#": {"TextPositionSelector"},
    "http://www.w3.org/2008/05/skos-xl#": {"Label"},
    "https://www.commoncoreontologies.org/": {
        "ont00000192",  # Facility
        "ont00000274",  # Armed Force
        "ont00000408",  # Government Organization
        "ont00000443",  # Commercial Organization
        "ont00001180",  # Organization
        "ont00001262",  # Person
    },
}
"""Terms of vocabularies that rdflib does not carry; each was looked up in the vocabulary's own file."""


def declared_terms() -> set[str]:
    whole = read_ontology()
    return {str(s)[len(AG) :] for s in whole.subjects(RDF.type) if str(s).startswith(AG)}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 of a colour such as ``#0072B2``."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_has_a_header_with_version_licence_title_and_description(path: Path) -> None:
    module = Graph().parse(path)
    headers = list(module.subjects(RDF.type, OWL.Ontology))
    expected = ROOT if path.stem == "armsgraph" else URIRef(f"{ROOT}/{path.stem}")
    assert headers == [expected]
    assert IRI_OF_VERSION.fullmatch(str(module.value(expected, OWL.versionIRI)))
    assert str(module.value(expected, OWL.versionIRI)).startswith(str(expected))
    assert module.value(expected, DCTERMS.license) == LICENCE
    assert module.value(expected, DCTERMS.title)
    assert module.value(expected, DCTERMS.description)


def test_the_root_imports_every_module() -> None:
    imported = set(read_ontology().objects(ROOT, OWL.imports))
    assert imported == {URIRef(f"{ROOT}/{path.stem}") for path in MODULES if path.stem != "armsgraph"}


def test_every_import_is_a_module() -> None:
    imported = set(read_ontology().objects(None, OWL.imports))
    assert imported <= {URIRef(f"{ROOT}/{path.stem}") for path in MODULES}


def test_the_ontology_keeps_its_own_rules() -> None:
    assert [str(found) for found in validate(Graph()).violations] == []


def test_every_term_is_declared_once_with_one_label_and_one_definition() -> None:
    whole = read_ontology()
    for name in declared_terms():
        term = URIRef(AG + name)
        for predicate in (RDFS.label, SKOS.definition, RDFS.isDefinedBy):
            assert len(list(whole.objects(term, predicate))) == 1, f"ag:{name} and {predicate}"


def test_every_term_stands_in_the_module_that_defines_it() -> None:
    for path in MODULES:
        module = Graph().parse(path)
        for term, home in module.subject_objects(RDFS.isDefinedBy):
            assert str(home) == f"{ROOT}/{path.stem}", term


def text_files() -> list[Path]:
    root = ONTOLOGY.parent
    found = [path for path in ONTOLOGY.rglob("*") if path.suffix in {".ttl", ".rq"}]
    found += [*(shipped("data")).glob("*.ttl"), *(Path(__file__).parent / "samples").glob("*.ttl")]
    found += [*(Path(validate.__code__.co_filename).parent / "queries").glob("*.rq")]
    # An invalid example may use what is not declared; that is what it shows.
    return sorted(path for path in found if path.parent != root / "ontology" / "examples" / "invalid")


def test_no_file_uses_a_term_that_is_not_declared() -> None:
    declared = declared_terms()
    undeclared: dict[str, set[str]] = {}
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        own = set(re.findall(r"^ag:(\w+) a ", text, flags=re.MULTILINE))
        unknown = set(TERM.findall(text)) - declared - own
        if unknown:
            undeclared[path.name] = unknown
    assert undeclared == {}


def test_every_aligned_term_exists_in_its_vocabulary() -> None:
    # Imported here: pytest looks into what a module imports, and these namespaces warn of names they lack.
    from rdflib.namespace import GEO, ORG, PROV, SDO

    whole = read_ontology()
    aligned = {o for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in whole.objects(None, p)}
    foreign = {str(term) for term in aligned if isinstance(term, URIRef) and not term.startswith(AG)}
    assert foreign
    for iri in foreign:
        by_hand = any(iri.removeprefix(base) in names for base, names in CHECKED_BY_HAND.items())
        assert by_hand or any(URIRef(iri) in space for space in (GEO, ORG, PROV, SDO, RDF)), iri


def test_the_class_hierarchy_has_no_loop_and_one_root_of_entities() -> None:
    whole = read_ontology()
    classes = [
        URIRef(AG + name) for name in declared_terms() if (URIRef(AG + name), RDF.type, OWL.Class) in whole
    ]
    for one in classes:
        above = set(whole.transitive_objects(one, RDFS.subClassOf)) - {one}
        assert one not in {x for parent in above for x in whole.objects(parent, RDFS.subClassOf)}, one


def test_each_class_with_a_look_is_told_apart_by_colour_and_shape_together() -> None:
    whole = read_ontology()
    looks = [
        (str(whole.value(subject, URIRef(AG + "shape"))), str(colour))
        for subject, colour in whole.subject_objects(URIRef(AG + "colour"))
    ]
    assert len(looks) > 10
    assert len(set(looks)) == len(looks)
    assert {shape for shape, _ in looks} <= {
        "dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon",
    }  # fmt: skip


def test_the_kinds_of_entity_are_told_apart_by_shape_alone() -> None:
    whole = read_ontology()
    shapes = [str(whole.value(URIRef(AG + kind), URIRef(AG + "shape"))) for kind in KINDS]
    assert all(one != other for one, other in combinations(shapes, 2))


KINDS = ("Person", "Organization", "Weapon", "Incident", "Place")


def test_every_colour_stands_on_white_and_on_black_alike() -> None:
    for colour in map(str, read_ontology().objects(None, URIRef(AG + "colour"))):
        assert contrast(colour, "#FFFFFF") >= 3, colour
        assert contrast(colour, "#0E1117") >= 3, colour


def test_every_constraint_says_in_english_what_is_accepted() -> None:
    for name, shapes in read_shapes().items():
        judging = {s for p in (SH.closed, SH["or"]) for s in shapes.subjects(p) if isinstance(s, URIRef)}
        outer = set(shapes.objects(None, SH.property)) - _inner_properties(shapes)
        assert outer
        for owner in judging | outer:
            message = shapes.value(owner, SH.message)
            assert getattr(message, "language", None) == "en", f"{name}: {shapes.value(owner, SH.path)}"
            assert str(message).endswith("."), message


def _inner_properties(shapes: Graph) -> set[object]:
    """Return the property shapes that only serve to tell which values another one counts."""
    inner = {p for q in shapes.objects(None, SH.qualifiedValueShape) for p in shapes.objects(q, SH.property)}
    listed = {p for q in shapes.objects(None, RDF.first) for p in shapes.objects(q, SH.property)}
    return {*inner, *listed}


def test_shapes_use_only_terms_that_shacl_has() -> None:
    for name, shapes in read_shapes().items():
        for term in {*shapes.predicates(), *shapes.objects()}:
            if str(term).startswith(str(SH)):
                assert term in SH, f"{term} in {name}"


def named_in_readme(start: str, end: str) -> set[str]:
    """Return the names in back quotes that the ontology's README gives between two phrases."""
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    return set(re.findall(r"`(\w+)`", text.split(start, 1)[1].split(end, 1)[0]))


def relations_of(kind: URIRef) -> set[str]:
    whole = read_ontology()
    found = set(whole.subjects(RDF.type, URIRef(AG + "Relation"))) & set(whole.subjects(RDF.type, kind))
    return {str(relation).removeprefix(AG) for relation in found}


def test_who_speaks_for_whom_are_the_relations_that_the_readme_names() -> None:
    special = read_ontology().subjects(RDFS.subPropertyOf, URIRef(AG + "countsFor"))
    found = {str(relation).removeprefix(AG) for relation in special}
    assert found == {"spokespersonFor", "leads", "holdsOfficeIn", "worksFor", "partOf"}
    assert found == named_in_readme("is the superproperty of", ", followed")


def test_the_relations_of_one_value_only_are_those_that_the_readme_gives_reasons_for() -> None:
    functional = relations_of(OWL.FunctionalProperty)
    assert functional == named_in_readme("- **functional**:", "Their subject")
    refused = named_in_readme("- **not, since it changes", "Two that are disjoint")
    assert refused <= relations_of(OWL.ObjectProperty) | relations_of(OWL.DatatypeProperty)
    assert not functional & refused


def test_every_value_that_is_no_text_is_weighed_in_the_readme() -> None:
    texts = set(read_ontology().subjects(RDFS.range, URIRef(XSD + "string")))
    values = {one for one in relations_of(OWL.DatatypeProperty) if URIRef(AG + one) not in texts}
    assert values <= named_in_readme("- **functional**:", "Two that are disjoint")


def test_the_relations_that_exclude_each_other_are_those_that_the_readme_names() -> None:
    pairs = read_ontology().subject_objects(OWL.propertyDisjointWith)
    found = {tuple(str(end).removeprefix(AG) for end in pair) for pair in pairs}
    assert found == {
        ("supports", "opposes"), ("supports", "seeksToStop"), ("pressedFor", "opposes"),
        ("pressedFor", "seeksToStop"), ("supplier", "recipient"), ("broughtBy", "accused"),
    }  # fmt: skip
    assert {one for pair in found for one in pair} == named_in_readme("Disjoint are", "Not disjoint")


def test_a_reasoner_finds_what_excludes_each_other_and_nothing_else_amiss() -> None:
    from owlrl import OWLRL_Semantics

    told = Graph()
    for triple in read_ontology():
        told.add(triple)
    one, other = URIRef(BASE + "id/one"), URIRef(BASE + "id/other")
    for relation in ("supports", "opposes", "investigates", "threatens"):
        told.add((one, URIRef(AG + relation), other))
    rules = OWLRL_Semantics(told, axioms=False, daxioms=False)
    rules.closure()
    assert [("supports" in text, "opposes" in text) for text in rules.error_messages] == [(True, True)]


def test_a_check_begins_with_its_reason() -> None:
    for name, text in read_checks().items():
        first = text.splitlines()[0]
        assert first.startswith("# "), name
        assert first.endswith("."), name
