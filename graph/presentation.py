"""How things look: colour, shape and glyph of each class, line of each status, and the legend that says so.

All come from the ontology's classes (``ag:colour``, ``ag:shape``, ``ag:glyph``); a class without its own
takes those of its nearest superclass. A weapon's category counts as one more class below its own, so that
a tank is told from an aircraft. The statuses differ by line, marker and words, so that no
difference rests on colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.glyphs import GLYPHS
from graph.lexicon import words_of
from graph.model import Standing, Status
from graph.namespaces import local_name
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store

SHAPES = frozenset({"dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"})
"""Shapes that carry their label beneath, so that a long label does not swell the node."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, shape and glyph of one class of entity."""

    type: str
    label: str
    colour: str
    shape: str
    family: str
    """Label of the class whose look it is: the legend has one entry for all that look the same."""
    family_type: str = "Entity"
    """Local name of that class."""
    glyph: str = "thing"
    """Name of the drawing inside, in `graph.glyphs.GLYPHS`."""
    sort: str = ""
    """Label of a weapon's category; empty for what has none."""


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
    """What the ontology says of one class, or of one category of weapons."""

    type: str
    """Local name of a class; IRI of a category."""
    label: str
    parent: str
    colour: str
    shape: str
    glyph: str = ""


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
    ClassRow("Entity", "Entity", "", "#767676", "dot", "thing"),
    ClassRow("Actor", "Actor", "Entity", "#0072B2", "dot", "person"),
    ClassRow("Person", "Person", "Actor", "#0072B2", "dot", "person"),
    ClassRow("Organization", "Organization", "Actor", "#0072B2", "square", "organization"),
    ClassRow("State", "State", "Organization", "#004C7A", "square", "state"),
    ClassRow("GovernmentBody", "Government body", "Organization", "#56B4E9", "square", "government"),
    ClassRow("ArmedForce", "Armed force", "Organization", "#007D5C", "hexagon", "force"),
    ClassRow("ArmedGroup", "Armed group", "Organization", "#33A884", "hexagon", "group"),
    ClassRow("MediaOutlet", "Media outlet", "Organization", "#8A8F98", "square", "outlet"),
    ClassRow(
        "InternationalOrganization",
        "International organization",
        "Organization",
        "#5B7FBF",
        "square",
        "international",
    ),
    ClassRow("Company", "Company", "Organization", "#7F7FC8", "square", "company"),
    ClassRow("UnnamedSource", "Unnamed source", "Actor", "#8A8F98", "dot", "source"),
    ClassRow("Weapon", "Weapon", "Entity", "#C9820A", "diamond", "weapon"),
    ClassRow("Incident", "Incident", "Entity", "#C8507E", "triangleDown", "incident"),
    ClassRow("Place", "Place", "Entity", "#8C6A4F", "triangle", "place"),
)
"""Used where the ontology says nothing: shades of Okabe and Ito's colour-blind-safe palette."""


class Presentation:
    """The looks of all classes, resolved along the class hierarchy.

    Parameters
    ----------
    rows
        What the ontology says of each class and category; rows win over the built-in fallback.
    sorted_into
        The categories of each weapon, by IRI.

    Examples
    --------
    >>> Presentation([ClassRow("Drone", "Drone", "Weapon", "", "")]).look(("Drone", "Weapon")).shape
    'diamond'
    """

    def __init__(
        self, rows: Iterable[ClassRow] = (), sorted_into: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._rows = {row.type: row for row in _FALLBACK}
        self._sorted_into = sorted_into or {}
        self._looks: dict[tuple[tuple[str, ...], tuple[str, ...]], Look] = {}
        for row in rows:
            self._rows[row.type] = _over(row, self._rows.get(row.type, row))

    def look(self, types: Iterable[str], iri: str = "") -> Look:
        """Return the look of an entity of these classes, most specific first.

        Parameters
        ----------
        types
            Local names of its classes.
        iri
            Which entity it is: a weapon whose category is known gets the glyph of that category.
        """
        asked = tuple(types), self._sorted_into.get(iri, ())
        if asked not in self._looks:
            self._looks[asked] = self._look(*asked)
        return self._looks[asked]

    def _look(self, types: tuple[str, ...], categories: tuple[str, ...]) -> Look:
        names = types or (UNKNOWN_LOOK.type,)
        named = self._rows.get(names[0])
        shaped = self._inherited(names, "shape")
        return Look(
            names[0],
            named.label if named and named.label else spaced(names[0]),
            getattr(self._inherited(names, "colour"), "colour", UNKNOWN_LOOK.colour),
            shaped.shape if shaped else UNKNOWN_LOOK.shape,
            (shaped.label or spaced(shaped.type)) if shaped else UNKNOWN_LOOK.family,
            shaped.type if shaped else UNKNOWN_LOOK.type,
            getattr(self._inherited((*categories, *names), "glyph"), "glyph", UNKNOWN_LOOK.glyph),
            next((row.label for each in categories if (row := self._rows.get(each))), ""),
        )

    def family(self, family_type: str) -> Look:
        """Return the look of the class that all who look the same are named after."""
        return self.look((family_type,))

    def _inherited(self, names: Iterable[str], field: str) -> ClassRow | None:
        """Return the first row with a value of `field` along each class's line of superclasses."""
        return next((row for name in names for row in self._line(name) if getattr(row, field)), None)

    def _line(self, name: str) -> Iterator[ClassRow]:
        """Return a class and its superclasses, nearest first, each once however they loop."""
        seen: set[str] = set()
        while name in self._rows and name not in seen:
            seen.add(name)
            yield self._rows[name]
            name = self._rows[name].parent


def _over(row: ClassRow, known: ClassRow) -> ClassRow:
    """Return `row` with what it leaves open, or says in a way that cannot be drawn, taken from `known`."""
    return ClassRow(
        row.type,
        row.label or known.label,
        row.parent or known.parent,
        next((each for each in (row.colour, known.colour) if _COLOUR.fullmatch(each)), ""),
        next((each for each in (row.shape, known.shape) if each in SHAPES), ""),
        next((each for each in (row.glyph, known.glyph) if each in GLYPHS), ""),
    )


def presentation_from(store: Store) -> Presentation:
    """Return the looks that the ontology inside `store` asks for."""
    classes = (
        ClassRow(*(_text(term) for term in row)) for row in store.select(application_query("class_looks"))
    )
    return Presentation((*classes, *_categories(store)), _sorted_into(store))


def _categories(store: Store) -> Iterator[ClassRow]:
    """Yield the categories of weapons as classes below that of all weapons."""
    for category, label, broader, glyph in store.select(application_query("category_looks")):
        yield ClassRow(_whole(category), _text(label), _whole(broader) or "Weapon", "", "", _text(glyph))


def _sorted_into(store: Store) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for weapon, category in store.select(application_query("weapon_categories")):
        found[_whole(weapon)] = (*found.get(_whole(weapon), ()), _whole(category))
    return found


def _whole(term: object) -> str:
    return str(getattr(term, "value", "") or "")


def _text(term: object) -> str:
    """Return the local name of an IRI or the text of a literal; empty for an unbound value."""
    value = _whole(term)
    return local_name(value) if "://" in value else value


def spaced(class_name: str) -> str:
    """Return a class's local name as words.

    Examples
    --------
    >>> spaced("EquipmentLoss")
    'Equipment loss'
    """
    return words_of(class_name).capitalize()


def width(standing: Standing) -> float:
    """Return a line's width in pixels: it grows with the independent named origins that assert it.

    Examples
    --------
    >>> width(Standing(Status.UNDISPUTED, 1, 0)) < width(Standing(Status.UNDISPUTED, 3, 0))
    True
    """
    return 1.2 + 0.8 * min(max(standing.origins, 0), 5)
