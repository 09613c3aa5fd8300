"""The drawing of two tellings: what only one tells, what both do and what they oppose has its own line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.captions import caption
from graph.comparison import ComparisonView, TellingSide
from graph.presentation import Presentation
from graph.ui.words import say
from graph.visualization import Payload, vis_payload


@dataclass(frozen=True, slots=True)
class Thread:
    """How links of one side are drawn; shades of Okabe and Ito's colour-blind-safe palette."""

    colour: str
    dark_colour: str
    dashes: tuple[int, ...]
    marker: str
    """A vis-network arrow type set on the middle of the line; empty for none."""
    width: float


THREADS = {
    TellingSide.OPPOSED: Thread("#A2276F", "#F08CC0", (), "diamond", 4.0),
    TellingSide.BOTH: Thread("#66707A", "#9AA5B1", (), "", 2.0),
    TellingSide.ONLY_ONE: Thread("#0B62A4", "#62B4F0", (12, 6), "", 2.0),
    TellingSide.ONLY_OTHER: Thread("#B3400A", "#F58F52", (2, 5), "circle", 2.0),
}
"""Dash pattern, marker and words differ, and only then the colour."""


_NAME_LETTERS = 20
"""Letters of a telling's name that stand beside each of its links."""


def side_words(one: str, other: str) -> dict[TellingSide, str]:
    """Return what each side is called, where the tellings are those of `one` and `other`.

    Examples
    --------
    >>> side_words("Moscow", "Kyiv")[TellingSide.ONLY_OTHER]
    'only Kyiv'
    """
    return {
        TellingSide.OPPOSED: say("tellings.side-opposed"),
        TellingSide.BOTH: say("tellings.side-both"),
        TellingSide.ONLY_ONE: say("tellings.side-only", teller=one),
        TellingSide.ONLY_OTHER: say("tellings.side-only", teller=other),
    }


def _legend_words(one: str, other: str) -> dict[TellingSide, str]:
    return {
        TellingSide.OPPOSED: say("tellings.legend-opposed"),
        TellingSide.BOTH: say("tellings.legend-both"),
        TellingSide.ONLY_ONE: say("tellings.legend-only", teller=one),
        TellingSide.ONLY_OTHER: say("tellings.legend-only", teller=other),
    }


def tinted_payload(found: ComparisonView, presentation: Presentation, one: str, other: str) -> Payload:
    """Return what a browser needs to draw the two tellings of `one` and `other` in one picture."""
    payload = vis_payload(found.view, presentation)
    words, in_legend = side_words(one, other), _legend_words(one, other)
    for edge, link in zip(payload["edges"], found.view.links, strict=True):
        side = found.sides[link.iri]
        edge.update(_drawn(THREADS[side]))
        edge["status"] = side.value
        relation, teller = caption(link.predicate.label), caption(words[side], _NAME_LETTERS)
        edge["caption"] = say("tellings.link", relation=relation, side=teller)
        edge["title"] = f"{link.predicate.label}\n{_told_by(side, one, other)}"
    counts = Counter(found.sides.values())
    payload["legend"]["statuses"] = [
        _entry(side, in_legend[side], _told_by(side, one, other), counts[side])
        for side in TellingSide
        if counts[side]
    ]
    return payload


def _told_by(side: TellingSide, one: str, other: str) -> str:
    return {
        TellingSide.OPPOSED: say("tellings.means-opposed", one=one, other=other),
        TellingSide.BOTH: say("tellings.means-both", one=one, other=other),
        TellingSide.ONLY_ONE: say("tellings.means-silent", teller=other),
        TellingSide.ONLY_OTHER: say("tellings.means-silent", teller=one),
    }[side]


def _drawn(thread: Thread) -> Payload:
    arrows: Payload = {"to": {"enabled": True, "scaleFactor": 0.55}}
    if thread.marker:
        arrows["middle"] = {"enabled": True, "type": thread.marker, "scaleFactor": 0.6}
    return {"dashes": list(thread.dashes) or False, "width": thread.width, "arrows": arrows}


def _entry(side: TellingSide, label: str, meaning: str, count: int) -> Payload:
    thread = THREADS[side]
    return {
        "status": side.value,
        "label": label,
        "meaning": meaning,
        "colour": thread.colour,
        "darkColour": thread.dark_colour,
        "dashes": list(thread.dashes),
        "marker": thread.marker,
        "count": count,
    }
