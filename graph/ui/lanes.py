"""Paths as lanes: entities as stations, hops as lines between them, the evidence of a hop under its lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.model import Hop, Path, Standing, Status
from graph.network import STATUS_RANK
from graph.pathfinding import PathSide, TwiceToldPath
from graph.presentation import LINES, Look
from graph.ui.aligning import columns_of
from graph.ui.clickable import go_button
from graph.ui.plain import Markup, element, join
from graph.ui.rails import rail, shape
from graph.ui.words import say

Stage = tuple[Standing | None, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One path, and how another telling has it where two are held against each other."""

    path: Path
    side: PathSide | None = None
    one: tuple[Hop | None, ...] = ()
    """Each hop in the page's own telling."""
    other: tuple[Hop | None, ...] = ()

    @property
    def stations(self) -> tuple[str, ...]:
        """IRIs of the entities it passes, in order."""
        return (self.path.hops[0].start.iri, *(hop.end.iri for hop in self.path.hops))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What lanes are drawn with."""

    look: Callable[[str], Look]
    """The look of an entity."""
    sentence: Callable[[Hop], str]
    """Reads a hop out as ``A - phrase - B``."""
    evidence: Callable[[Hop], Markup]
    """Returns what stands under a hop whose evidence is open."""
    through: Sequence[str] = ()
    """IRIs of the entities that every path must pass."""
    open_hop: tuple[int, str] = (0, "")
    """Number of the lane, from 1, and IRI of the statement whose evidence is open."""
    other: str = ""
    """What the telling beside the page's own is called."""


def lane_of(path: TwiceToldPath) -> Lane:
    """Return the lane of a path that two tellings have."""
    return Lane(path.path, path.side, path.one, path.other)


def statement_of(hop: Hop) -> str:
    """Return the IRI of the statement that a hop is told by."""
    return hop.claims[0].proposition.iri


def lanes(drawn: Sequence[Lane], drawing: Drawing) -> Markup:
    """Return paths as lanes under one another, the same entity in the same column where it can be."""
    columns = columns_of([lane.stations for lane in drawn])
    count = 1 + max((place for row in columns for place in row), default=0)
    rows = [
        _lane(number, lane, places, drawing)
        for number, (lane, places) in enumerate(zip(drawn, columns, strict=True), start=1)
    ]
    style = element("style", _tracks(count))
    return element("div", style, *rows, **{"class": "ag-lanes"})


def _tracks(columns: int) -> str:
    """Return the columns as CSS: stations on the odd tracks, the lines between them on the even ones."""
    tracks = " ".join(["minmax(0, 5fr)", *["minmax(0, 4fr) minmax(0, 5fr)"] * (columns - 1)])
    lines = 2 * columns
    rules = [f".ag-track {{ grid-template-columns: {tracks}; max-width: {columns * 24}rem; }}"]
    rules += [f".ag-from-{line} {{ grid-column-start: {line}; }}" for line in range(1, lines)]
    rules += [f".ag-to-{line} {{ grid-column-end: {line}; }}" for line in range(2, lines + 1)]
    return f"@media (min-width: 641px) {{ {' '.join(rules)} }}"


def _lane(number: int, lane: Lane, columns: Sequence[int], drawing: Drawing) -> Markup:
    parts = [_station(lane, 0, columns[0], drawing)]
    for place in range(len(lane.path.hops)):
        parts.append(_hop(number, lane, place, columns[place : place + 2], drawing))
        parts.append(_station(lane, place + 1, columns[place + 1], drawing))
    named = {"aria-label": say("lanes.hops-of", number=number)}
    return element(
        "section",
        element("h3", path_words(number, lane.path), _badge(lane, drawing), style="ag-lane-head"),
        element("ol", *parts, **{"class": "ag-track"}, **named),
        _opened(number, lane, drawing),
        **{"class": "ag-lane"},
    )


def path_words(number: int, path: Path) -> str:
    """Return how long a path is and how its weakest hop stands."""
    weakest = min((hop.standing for hop in path.hops), key=lambda one: (STATUS_RANK[one.status], one.origins))
    words = say("lanes.none-disputed")
    if weakest.status is not Status.UNDISPUTED:
        words = say("lanes.weakest", status=LINES[weakest.status].label.lower())
    return say("lanes.head", number=number, n=len(path.hops), weakest=words)


def _badge(lane: Lane, drawing: Drawing) -> Markup | None:
    if lane.side is None:
        return None
    words = {
        PathSide.BOTH: say("lanes.told-by-both"),
        PathSide.ONLY_ONE: say("lanes.told-here", other=drawing.other),
        PathSide.ONLY_OTHER: say("lanes.told-there", other=drawing.other),
    }
    return element("span", words[lane.side], style=f"ag-status ag-side-{lane.side.name.lower()}")


def _station(lane: Lane, place: int, column: int, drawing: Drawing) -> Markup:
    hops = lane.path.hops
    ref = hops[0].start if place == 0 else hops[place - 1].end
    look = drawing.look(ref.iri)
    label = element("span", ref.label, style="ag-station-name")
    kind = element("span", look.label.lower(), style="ag-station-kind")
    summary = element("summary", shape(look), label, kind, title=say("lanes.station", entity=ref.label))
    between = 0 < place < len(hops)
    offers = element("div", *_offers(ref.iri, between, drawing), **{"class": "ag-offers"})
    folded = element("details", summary, offers, name="ag-stations")
    ends = f"ag-from-{2 * column + 1} ag-to-{2 * column + 2}"
    return element("li", folded, **{"class": f"ag-station {ends}"})


def _offers(iri: str, between: bool, drawing: Drawing) -> list[Markup]:
    pressed = "true" if iri in drawing.through else "false"
    narrowing = [
        go_button(f"through:{iri}", say("lanes.must-pass"), **{"aria-pressed": pressed}),
        go_button(f"avoid:{iri}", say("lanes.avoid")),
    ]
    return [*(narrowing if between else []), go_button(f"explore:{iri}", say("lanes.explore"))]


def _hop(number: int, lane: Lane, place: int, columns: Sequence[int], drawing: Drawing) -> Markup:
    hop = lane.path.hops[place]
    backwards, said = read(hop, drawing.sentence)
    is_open = drawing.open_hop == (number, statement_of(hop))
    more = say("lanes.more-links", n=len(hop.also)) if hop.also else None
    button = go_button(
        f"hop:{number}:{statement_of(hop)}",
        element("span", said, **{"class": "ag-words"}),
        rail(hop.standing),
        element(
            "span",
            *_standings(lane, place, drawing),
            element("span", more, **{"class": "ag-more"}) if more else None,
            element("span", say("lanes.close" if is_open else "lanes.evidence"), **{"class": "ag-ask"}),
            **{"class": "ag-state"},
        ),
        style="ag-hop-button",
        **{"aria-expanded": "true" if is_open else "false"},
    )
    ends = f"ag-from-{2 * columns[0] + 2} ag-to-{2 * columns[1] + 1}"
    return element("li", button, **{"class": f"ag-hop {ends}{' ag-back' if backwards else ''}"})


def read(hop: Hop, sentence: Callable[[Hop], str]) -> tuple[bool, Markup]:
    """Return whether a hop is read against the way it is walked, and its words.

    The entities stand on both sides of the line, so here they are only for those who hear the page.
    """
    said = sentence(hop)
    for first, last in ((hop.start.label, hop.end.label), (hop.end.label, hop.start.label)):
        if said.startswith(f"{first} - ") and said.endswith(f" - {last}"):
            words = said[len(first) + 3 : len(said) - len(last) - 3]
            spoken = join([_heard(f"{first} "), element("bdi", words), _heard(f" {last}. ")])
            return first != hop.start.label, spoken
    return False, element("bdi", said)


def _heard(text: str) -> Markup:
    return element("span", text, **{"class": "ag-heard"})


def _standings(lane: Lane, place: int, drawing: Drawing) -> list[Markup]:
    """Return how a hop stands; where two tellings are compared, in either."""
    if lane.side is None:
        return [_standing(lane.path.hops[place].standing)]
    tellers = (say("lanes.here"), lane.one[place]), (drawing.other, lane.other[place])
    return [
        element(
            "span",
            say("lanes.standing", teller=teller, standing=_stands(hop.standing if hop else None)),
            **{"class": "ag-one-standing"},
        )
        for teller, hop in tellers
    ]


def _standing(standing: Standing) -> Markup:
    return element("span", _capital(_stands(standing)), **{"class": "ag-one-standing"})


def _stands(standing: Standing | None) -> str:
    """Return a status and on whose word, as short as possible."""
    if standing is None:
        return say("lanes.not-told")
    named = say("lanes.origins", n=standing.origins) if standing.origins else ""
    unnamed = say("lanes.unnamed", n=standing.unknown_origins) if standing.unknown_origins else ""
    on_whose = " + ".join(filter(None, (named, unnamed))) or say("lanes.nobody")
    return f"{LINES[standing.status].label.lower()}, {on_whose}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _opened(number: int, lane: Lane, drawing: Drawing) -> Markup | None:
    for hop in lane.path.hops:
        if drawing.open_hop == (number, statement_of(hop)):
            return drawing.evidence(hop)
    return None
