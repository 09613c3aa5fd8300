"""The page of contradictions without a browser: how many there are, in words, and how a sentence is set."""

from __future__ import annotations

from dataclasses import replace

from graph.contradictions import Contradiction, ContradictionKind
from graph.model import Ref
from graph.ui.contradictions import counting
from graph.ui.sides import set_off, smooth
from making import proposition

RAID = proposition("i/raid", "by", "a/grey")


def dispute(kind):
    return Contradiction(kind, (), "", "", None, None, (), (), 0, kind.name)


def test_contradictions_are_counted_in_a_sentence_by_kind():
    opposite, figures, denial = map(
        dispute, (ContradictionKind.OPPOSITE, ContradictionKind.FIGURES, ContradictionKind.DENIAL)
    )
    said = counting([opposite, opposite, figures], [denial])
    assert said.startswith(
        "3 contradictions: 2 assertions that are denied, 1 matter with different figures or dates."
    )
    assert said.endswith("There is also 1 denial of what nobody asserts.")
    framing = dispute(ContradictionKind.FRAMING)
    assert counting([opposite, framing], []).endswith("What only frames a matter otherwise comes last.")
    assert "comes last" not in counting([framing, framing], [])
    assert counting([], [denial, denial]) == "2 denials of what nobody asserts, and no contradiction."
    assert counting([], [], narrowed=True) == "No contradiction is found so."


def test_an_end_is_set_off_and_keeps_its_own_direction_of_writing():
    words = str(set_off("حسن - leads - <b>", "حسن", "<b>"))
    end = "<strong><bdi>حسن</bdi></strong>"
    assert words == f'<span dir="ltr">{end} leads <strong><bdi>&lt;b&gt;</bdi></strong></span>'
    assert str(set_off("Raid - took place", "Raid", "true")).endswith("</bdi></strong> took place</span>")


def test_a_hyphen_in_a_label_stays():
    assert smooth("I/RAID - by - A/GREY", [RAID]) == "I/RAID by A/GREY"
    named = replace(RAID, subject=Ref("i/x", "Iran - Iraq war"))
    assert smooth("Iran - Iraq war - by - A/GREY", [named]) == "Iran - Iraq war - by - A/GREY"
