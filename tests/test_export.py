"""What holds for every export format."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export_graphs import CLAIMS, DENIALS, LINKS, NODES, contested_graph
from graph.cli.arguments import EXPORT_FORMATS
from graph.errors import InputError
from graph.export import FORMATS, Counts, export
from graph.export.snapshot import take_snapshot
from graph.export.xml_text import allowed, comment
from graph.network import View


def test_the_command_line_offers_every_format() -> None:
    assert set(EXPORT_FORMATS) == set(FORMATS)


@pytest.mark.parametrize("format_name", FORMATS)
def test_an_export_says_what_it_is_and_how_much_it_holds(format_name: str) -> None:
    exported = export(contested_graph(), format_name)
    assert exported.counts == Counts(NODES, LINKS, CLAIMS, DENIALS)
    assert exported.media_type == FORMATS[format_name].media_type
    assert exported.extension == FORMATS[format_name].extension
    assert exported.content


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"'xls' is not an export format; choose from turtle, .*html, svg\."):
        export(contested_graph(), "xls")


def test_every_claim_of_the_graph_is_in_one_place() -> None:
    snapshot = take_snapshot(contested_graph())
    told = chain(snapshot.links, *(node.values for node in snapshot.nodes))
    held = [claim.iri for statement in told for claim in statement.claims]
    assert sorted(held) == sorted(claim.iri for claim in contested_graph().claims())


def test_nodes_of_a_view_that_the_graph_does_not_have_are_left_out() -> None:
    node = contested_graph().default_view().nodes[0]
    snapshot = take_snapshot(
        contested_graph(), View((node, replace(node, iri="https://example.org/gone")), ())
    )
    assert [item.iri for item in snapshot.nodes] == [node.iri]


def test_choosing_a_format_imports_no_heavy_library() -> None:
    heavy = "{'networkx', 'igraph', 'pyvis', 'rdflib'}"
    asked = f"import sys, graph.export; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@given(st.text(alphabet=st.characters(codec=None)))
def test_xml_text_holds_no_forbidden_character(text: str) -> None:
    written = allowed(text)
    assert len(written) == len(text)
    assert not any(
        0xD800 <= ord(letter) <= 0xDFFF or ord(letter) in (0, 0xFFFE, 0xFFFF) for letter in written
    )
    assert allowed(written) == written


@settings(max_examples=50)
@given(st.text(alphabet="-> <!"))
def test_a_comment_ends_where_it_ends(text: str) -> None:
    inner = comment(text).strip().removeprefix("<!--").removesuffix("-->")
    assert "--" not in inner
    assert not inner.endswith("-")
