"""The page of two tellings without a browser: its drawing, and what each does with a statement."""

from __future__ import annotations

from dataclasses import replace

from graph.comparison import ComparisonView, TellingSide, compare
from graph.model import Ref, Stance, Standing, Status
from graph.network import View, ViewLink, ViewNode
from graph.presentation import Presentation
from graph.ui import tinted
from graph.ui.differing import Tellers, how
from making import claim, proposition

DENIES, UNSURE = Stance.DENIES, Stance.UNSURE
RAID = proposition("i/raid", "by", "a/grey")
SEEN = proposition("i/raid", "saw", "w/car")


def two_tellings():
    """Links of all four sides: what only one tells, what both do, and what they oppose each other on."""
    iris = dict(zip(TellingSide, ("p/opposed", "p/both", "p/one", "p/other"), strict=True))
    nodes = tuple(ViewNode(iri, iri, ("Actor",)) for iri in ("a/1", "a/2"))
    standing = Standing(Status.DISPUTED, 1, 0)
    links = tuple(
        ViewLink(iri, "a/1", "a/2", Ref("r/knows", "knows"), standing, ()) for iri in sorted(iris.values())
    )
    return ComparisonView(View(nodes, links), {iri: side for side, iri in iris.items()})


def test_every_side_of_two_tellings_has_its_line_its_words_and_its_place_in_the_legend():
    payload = tinted.tinted_payload(two_tellings(), Presentation(), "Moscow", "Kyiv")
    captions = {edge["id"]: (edge["status"], edge["caption"]) for edge in payload["edges"]}
    assert captions == {
        "p/opposed": ("opposed", "knows (opposed)"),
        "p/both": ("both", "knows (both)"),
        "p/one": ("only one", "knows (only Moscow)"),
        "p/other": ("only other", "knows (only Kyiv)"),
    }
    legend = payload["legend"]["statuses"]
    assert [one["label"] for one in legend] == ["Opposed", "Both", "Only Moscow", "Only Kyiv"]
    assert {one["status"] for one in legend} == {edge["status"] for edge in payload["edges"]}


def test_what_each_telling_does_with_a_statement_is_said():
    here = [claim("c/1", RAID, "a/1", DENIES), claim("c/2", RAID, "a/2", UNSURE)]
    there = [claim("c/3", RAID, "a/3")]
    names = Tellers("Moscow", "Washington")
    (opposed,) = compare(here, there, entities=frozenset()).differences
    assert how(opposed, names) == "Moscow denies it and leaves it open, Washington asserts it"
    (alone,) = compare((), there, entities=frozenset()).differences
    assert how(alone, names) == "Moscow says nothing of it, Washington asserts it"
    assert how(replace(alone, rivals=(SEEN,)), names).startswith("Moscow asserts what excludes it")
