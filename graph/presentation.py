"""How things look: colour and shape of each class, line of each status, and the legend that says so.

Colours and shapes come from the ontology's classes (``ag:colour``, ``ag:shape``); a class without its
own takes those of its nearest superclass. The statuses differ by line, marker and words, so that no
difference rests on colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.lexicon import words_of
from graph.model import Standing, Status
from graph.namespaces import local_name
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store

SHAPES = frozenset({"dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"})
"""Shapes that carry their label beneath, so that a long label does not swell the node."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_CAPTION_LENGTH = 34
_JOINING_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "near",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "with",
    )
)
"""Words that no label should end with where it is cut."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colour and shape of one class of entity."""

    type: str
    label: str
    colour: str
    shape: str
    family: str
    """Label of the class whose look it is: the legend has one entry for all that look the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """How a link of one status is drawn."""

    status: Status
    label: str
    meaning: str
    colour: str
    dark_colour: str
    dashes: tuple[int, ...]
    marker: str
    """A vis-network arrow type set on the middle of the line; empty for none."""
    suffix: str
    """Added to the link's caption, for those who see no difference between lines."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What the ontology says of one class."""

    type: str
    label: str
    parent: str
    colour: str
    shape: str


UNKNOWN_LOOK = Look("Entity", "Entity", "#767676", "dot", "Entity")

LINES: Mapping[Status, Line] = {
    Status.UNDISPUTED: Line(
        Status.UNDISPUTED, "Undisputed", "asserted, and nobody denies it", "#66707A", "#9AA5B1", (), "", ""
    ),
    Status.DISPUTED: Line(
        Status.DISPUTED,
        "Disputed",
        "asserted, and also denied or doubted",
        "#B3400A",
        "#F58F52",
        (12, 6),
        "diamond",
        " (disputed)",
    ),
    Status.UNCONFIRMED: Line(
        Status.UNCONFIRMED,
        "Unconfirmed",
        "only hedged or unsure statements",
        "#7A6A00",
        "#D9C24A",
        (2, 5),
        "circle",
        " (unconfirmed)",
    ),
    Status.DENIED_ONLY: Line(
        Status.DENIED_ONLY,
        "Denied only",
        "denied, and nobody asserts it",
        "#7B2D8B",
        "#D79BE6",
        (14, 5, 2, 5),
        "bar",
        " (denied)",
    ),
}
"""Line of each status: dash pattern, marker and word differ, and only then the colour."""

_FALLBACK: tuple[ClassRow, ...] = (
    ClassRow("Entity", "Entity", "", "#767676", "dot"),
    ClassRow("Actor", "Actor", "Entity", "#0072B2", "triangleDown"),
    ClassRow("Person", "Person", "Actor", "#0072B2", "dot"),
    ClassRow("Organization", "Organization", "Actor", "#0072B2", "square"),
    ClassRow("State", "State", "Organization", "#004C7A", "square"),
    ClassRow("GovernmentBody", "Government body", "Organization", "#56B4E9", "square"),
    ClassRow("ArmedForce", "Armed force", "Organization", "#007D5C", "hexagon"),
    ClassRow("ArmedGroup", "Armed group", "Organization", "#33A884", "hexagon"),
    ClassRow("MediaOutlet", "Media outlet", "Organization", "#8A8F98", "square"),
    ClassRow("InternationalOrganization", "International organization", "Organization", "#5B7FBF", "square"),
    ClassRow("Company", "Company", "Organization", "#7F7FC8", "square"),
    ClassRow("UnnamedSource", "Unnamed source", "Actor", "#8A8F98", "dot"),
    ClassRow("Weapon", "Weapon", "Entity", "#C9820A", "diamond"),
    ClassRow("Incident", "Incident", "Entity", "#C8507E", "star"),
    ClassRow("Place", "Place", "Entity", "#8C6A4F", "triangle"),
)
"""Used where the ontology says nothing: shades of Okabe and Ito's colour-blind-safe palette."""


class Presentation:
    """The looks of all classes, resolved along the class hierarchy.

    Parameters
    ----------
    rows
        What the ontology says of each class; rows win over the built-in fallback.

    Examples
    --------
    >>> Presentation([ClassRow("Drone", "Drone", "Weapon", "", "")]).look(("Drone", "Weapon")).shape
    'diamond'
    """

    def __init__(self, rows: Iterable[ClassRow] = ()) -> None:
        self._rows = {row.type: row for row in _FALLBACK}
        for row in rows:
            known = self._rows.get(row.type, row)
            self._rows[row.type] = ClassRow(
                row.type,
                row.label or known.label,
                row.parent or known.parent,
                next((each for each in (row.colour, known.colour) if _COLOUR.fullmatch(each)), ""),
                next((each for each in (row.shape, known.shape) if each in SHAPES), ""),
            )

    def look(self, types: Iterable[str]) -> Look:
        """Return the look of an entity of these classes, most specific first."""
        names = tuple(types) or (UNKNOWN_LOOK.type,)
        named = self._rows.get(names[0])
        return Look(
            names[0],
            named.label if named and named.label else spaced(names[0]),
            self._inherited(names, "colour")[0],
            *self._inherited(names, "shape"),
        )

    def _inherited(self, names: Iterable[str], field: str) -> tuple[str, str]:
        """Return the first value of `field` along each class's line of superclasses, and whose it is."""
        for name in names:
            for row in self._line(name):
                if value := getattr(row, field):
                    return str(value), row.label or spaced(row.type)
        return getattr(UNKNOWN_LOOK, field), UNKNOWN_LOOK.label

    def _line(self, name: str) -> Iterator[ClassRow]:
        """Return a class and its superclasses, nearest first, each once however they loop."""
        seen: set[str] = set()
        while name in self._rows and name not in seen:
            seen.add(name)
            yield self._rows[name]
            name = self._rows[name].parent


def presentation_from(store: Store) -> Presentation:
    """Return the looks that the ontology inside `store` asks for."""
    rows = store.select(application_query("class_looks"))
    return Presentation(ClassRow(*(_text(term) for term in row)) for row in rows)


def _text(term: object) -> str:
    """Return the local name of an IRI or the text of a literal; empty for an unbound value."""
    value = str(getattr(term, "value", "") or "")
    return local_name(value) if "://" in value else value


def spaced(class_name: str) -> str:
    """Return a class's local name as words.

    Examples
    --------
    >>> spaced("EquipmentLoss")
    'Equipment loss'
    """
    return words_of(class_name).capitalize()


def caption(label: str, limit: int = _CAPTION_LENGTH) -> str:
    """Return `label` cut at a word for the drawing; the whole of it stays in the tooltip and panel.

    Examples
    --------
    >>> caption("Alleged transfer of Kestrels to the Grey Column", 20)
    'Alleged transfer…'
    """
    label = " ".join(label.split())
    if len(label) <= limit:
        return label
    cut = label[: limit + 1].rsplit(" ", 1)[0] if " " in label[: limit + 1] else label[: limit - 1]
    words = cut[:limit].split(" ")
    while len(words) > 1 and words[-1].lower() in _JOINING_WORDS:
        words.pop()
    return " ".join(words).rstrip(" ,;:-") + "…"


def wrapped(label: str, width: int = 20) -> str:
    """Return `label` on one line, or on two of about the same length and about `width` characters.

    Examples
    --------
    >>> wrapped("Raid on Southfield and its surroundings", 20)
    'Raid on Southfield\\nand its surroundings'
    """
    text = caption(label, width * 2)
    if len(text) <= width or " " not in text:
        return text
    words = text.split(" ")
    ways = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return "\n".join(min(ways, key=lambda rows: max(map(len, rows))))


def width(standing: Standing) -> float:
    """Return a line's width in pixels: it grows with the independent named origins that assert it.

    Examples
    --------
    >>> width(Standing(Status.UNDISPUTED, 1, 0)) < width(Standing(Status.UNDISPUTED, 3, 0))
    True
    """
    return 1.2 + 0.8 * min(max(standing.origins, 0), 5)
