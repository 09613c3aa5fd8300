"""Stances over time as a chart: a row for each speaker, a mark for a day, a bar for days that may be meant.

The chart is a Vega-Lite specification, so that tests need no browser; Streamlit draws it offline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from graph.dates import Span
from graph.model import Claim, Proposition, Stance
from graph.settings import LIMITS
from graph.timeline import Event, Moment, StanceHistory
from graph.ui.timeaxis import Spec, ink, is_exact, middle, time_axis
from graph.ui.words import say

Sentence: TypeAlias = Callable[[Proposition], str]

SAID, PUBLISHED = "said", "published"
STANCE_WORDS = {one: say(f"stances.{one.value}") for one in (Stance.ASSERTS, Stance.UNSURE, Stance.DENIES)}
SHAPES = {Stance.ASSERTS: "circle", Stance.UNSURE: "diamond", Stance.DENIES: "square"}
COLOURS = {Stance.ASSERTS: "#2A7DBD", Stance.UNSURE: "#948123", Stance.DENIES: "#CF5A1E"}
"""Each stands out from a light and from a dark ground."""
_ROW_PIXELS = 58
_AXIS_PIXELS = 70
_NAME_SHARE = 0.4
"""Part of a row that the speaker's name takes, above the marks: so a narrow screen has room for time."""
_SHOWN_STATEMENTS = 3
"""Statements that a tooltip tells; of more the number is told."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Claims of one speaker, of one stance and of one date: they would lie on each other."""

    who: str
    stance: Stance
    dated: str
    """`SAID` or `PUBLISHED`."""
    span: Span
    claims: tuple[Claim, ...]


def marks(moments: Iterable[Moment]) -> tuple[Mark, ...]:
    """Return what is drawn of `moments`, in their order; those without a date are not."""
    grouped: defaultdict[tuple[str, Stance, str, Span], list[Claim]] = defaultdict(list)
    for moment in moments:
        for dated, span in ((SAID, moment.said), (PUBLISHED, moment.published)):
            if span is not None and moment.when is not None:
                grouped[moment.claim.claimant.label, moment.claim.stance, dated, span].append(moment.claim)
    return tuple(Mark(*key, tuple(claims)) for key, claims in grouped.items())


def busiest(found: Iterable[Mark], most: int = LIMITS.chart_speakers) -> tuple[str, ...]:
    """Return the speakers with most claims, at most so many, in the order in which they first speak."""
    drawn = tuple(found)
    claims = Counter({one.who: 0 for one in drawn})
    for one in drawn:
        claims[one.who] += len(one.claims)
    kept = {who for who, _ in claims.most_common(most)}
    return tuple(who for who in claims if who in kept)


def stance_chart(history: StanceHistory, sentence: Sentence, *, dark: bool = False) -> Spec | None:
    """Return the chart of `history` as a Vega-Lite specification; None where nothing in it is dated.

    Parameters
    ----------
    history
        Who took which stance when.
    sentence
        Reads a proposition out.
    dark
        Whether the words have to be read on a dark ground.
    """
    drawn = marks(history.moments)
    speakers = busiest(drawn)
    shown = [one for one in drawn if one.who in speakers]
    if not shown:
        return None
    events = history.events[: LIMITS.chart_events]
    time = time_axis([*(one.span for one in shown), *(one.span for one in events)], dark=dark)
    shared: Spec = {
        "x": time,
        "y": _rows(speakers, dark=dark),
        "yOffset": _lanes(shown),
        "tooltip": _tooltip(),
    }
    values = [_value(one, sentence) for one in shown]
    return {
        "description": say("stances.chart", n=len(speakers)),
        "height": _ROW_PIXELS * len(speakers) + _AXIS_PIXELS,
        "layer": [
            *_bands(events, time, dark=dark),
            {"data": {"values": [one for one in values if not one["exact"]]}, **_bars(shared)},
            {"data": {"values": values}, **_points(shared)},
            *_numbers([one for one in values if one["claims"] > 1], shared, dark=dark),
        ],
    }


def _value(mark: Mark, sentence: Sentence) -> Spec:
    said = list(dict.fromkeys(sentence(claim.proposition) for claim in mark.claims))
    more = len(said) - _SHOWN_STATEMENTS
    start, end = mark.span.start, mark.span.end + timedelta(days=1)
    return {
        "who": mark.who,
        "stance": STANCE_WORDS[mark.stance],
        "dated": mark.dated,
        "when": mark.span.text,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "middle": middle(mark.span),
        "exact": is_exact(mark.span),
        "claims": len(mark.claims),
        "what": "; ".join(
            [*said[:_SHOWN_STATEMENTS], *([say("stances.and_more", n=more)] if more > 0 else [])]
        ),
    }


def _rows(speakers: Sequence[str], *, dark: bool) -> Spec:
    above = _ROW_PIXELS * ((1 - _NAME_SHARE) / 2 + 0.5 * _NAME_SHARE)
    axis: Spec = {"title": None, "domain": False, "ticks": False, "labelLimit": 340, "labelAlign": "left"}
    axis |= {"labelPadding": -4, "labelOffset": -above, "labelColor": ink(dark=dark), "labelFontSize": 13}
    scale = {"paddingInner": _NAME_SHARE, "paddingOuter": 2 * _NAME_SHARE}
    return {"field": "who", "type": "nominal", "sort": list(speakers), "axis": axis, "scale": scale}


def _lanes(shown: Iterable[Mark]) -> Spec:
    taken = {one.stance for one in shown}
    order = [words for stance, words in STANCE_WORDS.items() if stance in taken]
    return {"field": "stance", "type": "nominal", "sort": order, "scale": {"domain": order}}


def _tooltip() -> list[Spec]:
    return [
        {"field": name, "type": "nominal", "title": say(f"stances.tooltip_{name}")}
        for name in ("who", "stance", "dated", "when", "what")
    ]


def _by_stance(values: dict[Stance, str]) -> Spec:
    scale = {"domain": list(STANCE_WORDS.values()), "range": [values[one] for one in STANCE_WORDS]}
    return {"field": "stance", "type": "nominal", "scale": scale, "legend": None}


def _filled(said: float) -> Spec:
    """Return the opacity of a mark: hollow where it was published."""
    return {"condition": {"test": f"datum.dated === '{SAID}'", "value": said}, "value": 0}


def _bars(shared: Spec) -> Spec:
    colour = _by_stance(COLOURS)
    return {
        "mark": {"type": "bar", "height": 9, "cornerRadius": 4, "strokeWidth": 1.2},
        "encoding": {**shared, "x2": {"field": "end"}, "fill": colour, "stroke": colour}
        | {"fillOpacity": _filled(0.3)},
    }


def _points(shared: Spec) -> Spec:
    colour = _by_stance(COLOURS)
    return {
        "mark": {"type": "point", "size": 85, "strokeWidth": 2, "opacity": 1},
        "encoding": {**_in_the_middle(shared), "fill": colour, "stroke": colour}
        | {"shape": _by_stance(SHAPES), "fillOpacity": _filled(1)},
    }


def _numbers(values: Sequence[Spec], shared: Spec, *, dark: bool) -> Iterator[Spec]:
    """Yield how many claims a mark stands for, on the side where it does not lie on the other date."""
    for dated, align, dx in ((SAID, "right", -9), (PUBLISHED, "left", 9)):
        text = {"type": "text", "align": align, "dx": dx, "fontSize": 12, "color": ink(dark=dark)}
        number = {"field": "claims", "type": "quantitative"}
        shown = [one for one in values if one["dated"] == dated]
        yield {
            "data": {"values": shown},
            "mark": text,
            "encoding": {**_in_the_middle(shared), "text": number},
        }


def _in_the_middle(shared: Spec) -> Spec:
    return {**shared, "x": {**shared["x"], "field": "middle"}}


def _bands(events: Sequence[Event], time: Spec, *, dark: bool) -> Iterator[Spec]:
    """Yield a band for each time at which something took place."""
    values = [
        {
            "start": one.span.start.isoformat(),
            "end": (one.span.end + timedelta(days=1)).isoformat(),
            "name": f"{one.proposition.subject.label}, {one.span.text}",
        }
        for one in events
    ]
    if values:
        grey = ink(dark=dark)
        tooltip = {"field": "name", "type": "nominal", "title": say("stances.tooltip_event")}
        yield {
            "data": {"values": values},
            "mark": {"type": "rect", "fill": grey, "fillOpacity": 0.1, "stroke": grey, "strokeOpacity": 0.4},
            "encoding": {"x": time, "x2": {"field": "end"}, "tooltip": tooltip},
        }
