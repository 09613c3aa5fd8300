"""A matching of columns written down as a mapping file, for reading, editing and importing with.

The words of mapping files are told in ``graph/mappings/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.mapping import slug
from graph.matching.targets import Happening, Matching, Target
from graph.matching.wordings import CATEGORIES, CLASSES, STATUSES

_EMPTY = ("-", "–", "n/a", "N/A", "NA", "null", "NULL", "None", "?", "unknown", "Unknown")
_TEXTS = (Target.SIDE_A, Target.SIDE_B, Target.WEAPON)
_NUMBERS = (Target.COUNT, Target.KILLED, Target.INJURED)
_ROLES: dict[Happening, tuple[str, str]] = {
    Happening.INCIDENT: ("participant", "participant"),
    Happening.BATTLE: ("participant", "participant"),
    Happening.ATTACK: ("perpetrator", "target"),
    Happening.LOSS: ("losingSide", "participant"),
    Happening.TRANSFER: ("supplier", "recipient"),
}
_SAID = {
    "participant": "took part in",
    "perpetrator": "carried out",
    "target": "was the target of",
    "losingSide": "suffered",
    "supplier": "supplied",
    "recipient": "received",
}
_LABELS = {Happening.LOSS: "Loss", Happening.BY_ROW: "Incident"}
Pairs = Sequence[tuple[str, object]]


def draft(matching: Matching) -> str:
    """Return the text of a mapping file.

    Parameters
    ----------
    matching
        Which column says what. Without an id, what stands in a row tells it from others, so that a row
        that was changed is another one.

    Examples
    --------
    >>> from graph.mapping import mapping_of
    >>> matching = Matching({Target.DATE: "When", Target.PLACE: "Town", Target.KILLED: "Dead"})
    >>> [claim.says[1] for claim in mapping_of(draft(matching).encode(), "mine").claims]
    ['occurred', 'occurredOn', 'location', 'killed']
    """
    sections = [*_head(matching), *_values(matching), *_things(matching), *_claims(matching)]
    return "\n".join(_section(name, pairs) for name, pairs in sections)


def _head(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    yield "import", [("name", matching.name), ("title", matching.title), ("key", "id")]
    yield "dataset", [("title", matching.title), ("publisher", "publisher")]


def _values(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    yield "values.id", [("column", matching.column(Target.ID) or "*"), ("required", True)]
    named = Target.NAME if matching.column(Target.NAME) else Target.KIND
    yield "values.what", _default(matching, named, _what(matching))
    yield "values.where", _default(matching, Target.PLACE, "a place that is not named")
    yield "values.speaker", _default(matching, Target.SOURCE, matching.publisher)
    if column := matching.column(Target.KIND):
        yield "values.kind", [("column", column), ("empty", _EMPTY)]
        yield "values.class", [("column", column), ("match", CLASSES), ("otherwise", "Incident")]
        yield "values.fate", [("column", column), ("kind", "term"), ("match", STATUSES), ("otherwise", "")]
    if column := matching.column(Target.NOTE):
        yield "values.note", [("column", column), ("constant", "Without a note.")]
    if column := matching.column(Target.DATE):
        order = [("order", matching.order.value)] if matching.order else []
        yield "values.date", [("column", column), ("kind", "date"), ("empty", _EMPTY), *order]
    if column := matching.column(Target.PLACE):
        yield "values.place", [("column", column), ("empty", _EMPTY)]
    yield from _points(matching)
    for target in _TEXTS:
        if column := matching.column(target):
            yield f"values.{target}", [("column", column), ("empty", _EMPTY)]
    if about := _about(matching):
        yield "values.about", [("joined", about), ("constant", "something that is not named")]
    if matching.column(Target.WEAPON):
        match = [("from", "weapon"), ("kind", "term"), ("match", CATEGORIES)]
        yield "values.category", [*match, ("otherwise", "id:category/unspecified-arms")]
    for target in _NUMBERS:
        if column := matching.column(target):
            signs = [("kind", "count"), ("decimal", matching.decimal), ("empty", _EMPTY)]
            yield f"values.{target}", [("column", column), *signs]
    if column := matching.column(Target.URL):
        yield "values.url", [("column", column), ("kind", "url"), ("empty", _EMPTY)]


def _points(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    columns = [matching.column(Target.LATITUDE), matching.column(Target.LONGITUDE)]
    if not all(columns):
        columns = [matching.column(Target.POINT)]
    if all(columns):
        yield "values.point", [("columns", columns), ("kind", "point")]


def _default(matching: Matching, target: Target, words: str) -> Pairs:
    column = matching.column(target)
    return [*([("column", column)] if column else []), ("constant", words)]


def _scene(matching: Matching) -> str:
    """Return the words for what a row is about: what happened where, or to whom where no place is told."""
    return "{what}: {about}" if _about(matching) else "{what} in {where}"


def _about(matching: Matching) -> tuple[str, ...]:
    """Return the values that name what a row is about, where it has no place; none where it has."""
    if matching.column(Target.PLACE):
        return ()
    return tuple(str(one) for one in (Target.WEAPON, Target.SIDE_A, Target.SIDE_B) if matching.column(one))


def _what(matching: Matching) -> str:
    return _LABELS.get(matching.happening, matching.happening.value)


def _things(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    yield "things.publisher", _named(f"source/{slug(matching.publisher)}", "Organization", matching.publisher)
    label = "{what}" if matching.column(Target.NAME) else _scene(matching)
    if matching.column(Target.ID):
        label += " ({id})"
    by_row = matching.happening is Happening.BY_ROW
    note = [("definition", "{note}")] if matching.column(Target.NOTE) else []
    kind = "{class}" if by_row else matching.happening.value
    yield "things.event", [*_named("incident/{id}", kind, label), *note]
    yield "things.speaker", _named("source/{speaker}", "Organization", "{speaker}")
    for target in (Target.SIDE_A, Target.SIDE_B):
        if matching.column(target):
            yield f"things.{target}", _named(f"actor/{{{target}}}", "Actor", f"{{{target}}}")
    if matching.column(Target.WEAPON):
        yield "things.weapon", _named("weapon/{weapon}", "Weapon", "{weapon}")
    yield from _places(matching)


def _places(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    """Yield the place of a row; one with a point is told from others of its name by that."""
    if _has_point(matching):
        yield "things.spot", _named("place/{where}-{point}", "Place", "{where}")
    if matching.column(Target.PLACE):
        yield "things.place", _named("place/{place}", "Place", "{place}")


def _named(iri: str, kind: str, label: str) -> list[tuple[str, object]]:
    return [("iri", iri), ("class", kind), ("label", label)]


def _has_point(matching: Matching) -> bool:
    return bool(list(_points(matching)))


def _claims(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    yield _claim(
        matching, "occurred", ("event", "occurred", True), f"{{speaker}} reports: {_scene(matching)}."
    )
    if matching.column(Target.DATE):
        gloss = f"{{speaker}} dates this to {{date}}: {_scene(matching)}."
        yield _claim(matching, "date", ("event", "occurredOn", "date"), gloss)
    yield from _located(matching)
    if matching.column(Target.KIND):
        gloss = f"{{speaker}} describes {_scene(matching)}, as {{kind}}."
        yield _claim(matching, "kind", ("event", "describedAs", "kind"), gloss)
        losses = {"class": [Happening.LOSS.value]}
        gloss = f"{{speaker}} reports what was lost as {{kind}}: {_scene(matching)}."
        if matching.happening in (Happening.LOSS, Happening.BY_ROW):
            when = losses if matching.happening is Happening.BY_ROW else {}
            yield _claim(matching, "fate", ("event", "lossStatus", "fate"), gloss, when)
    for happening in _happenings(matching):
        yield from _sides(matching, happening)
    if matching.column(Target.WEAPON):
        gloss = "By its name alone, {weapon} seems to be of this kind."
        says = ("weapon", "category", "category")
        yield "claims.category", [*_said(says, "publisher", gloss), ("certainty", "Hedged")]
    for target, words in (
        ("count", "counts pieces"),
        ("killed", "counts killed"),
        ("injured", "counts injured"),
    ):
        if matching.column(Target(target)):
            gloss = f"{{speaker}} {words}: {{{target}}}, in {_scene(matching)}."
            yield _claim(matching, target, ("event", target, target), gloss)


def _happenings(matching: Matching) -> Sequence[Happening]:
    return tuple(_ROLES) if matching.happening is Happening.BY_ROW else (matching.happening,)


def _located(matching: Matching) -> Iterator[tuple[str, Pairs]]:
    point = _has_point(matching)
    gloss = "{speaker} places this in {where}: {what}."
    if point:
        yield _claim(matching, "spot", ("event", "location", "spot"), gloss)
        says = ("spot", "coordinates", "point")
        yield "claims.coordinates", _said(says, "speaker", "{speaker} gives the coordinates of {where}.")
    if matching.column(Target.PLACE):
        when = {"point": [""]} if point else {}
        yield _claim(matching, "place", ("event", "location", "place"), gloss, when)


def _sides(matching: Matching, happening: Happening) -> Iterator[tuple[str, Pairs]]:
    """Yield what the two sides and the weapon are to what happened."""
    by_row = matching.happening is Happening.BY_ROW
    when = {"class": [happening.value]} if by_row else {}
    suffix = f"-{happening.value.lower()}" if by_row else ""
    for target, role in zip((Target.SIDE_A, Target.SIDE_B), _ROLES[happening], strict=True):
        if matching.column(target):
            gloss = f"{{speaker}} says that {{{target}}} {_SAID[role]} this: {_scene(matching)}."
            yield _claim(matching, f"{target}{suffix}", ("event", role, str(target)), gloss, when)
    if matching.column(Target.WEAPON):
        passed = happening in (Happening.LOSS, Happening.TRANSFER)
        role, words = ("item", "was passed or lost") if passed else ("weaponUsed", "was used")
        gloss = f"{{speaker}} says that {{weapon}} {words}: {_scene(matching)}."
        yield _claim(matching, f"weapon{suffix}", ("event", role, "weapon"), gloss, when)


def _claim(
    matching: Matching,
    name: str,
    says: tuple[str, str, object],
    gloss: str,
    when: Mapping[str, Sequence[str]] | None = None,
) -> tuple[str, Pairs]:
    pairs = _said(says, "speaker", gloss)
    if when:
        pairs.append(("when", when))
    if matching.column(Target.URL):
        pairs.append(("evidence", "url"))
    return f"claims.{name}", pairs


def _said(says: tuple[str, str, object], by: str, gloss: str) -> list[tuple[str, object]]:
    return [("says", says), ("by", by), ("gloss", gloss)]


def _section(name: str, pairs: Iterable[tuple[str, object]]) -> str:
    lines = [f"[{name}]", *(f"{key} = {_written(value)}" for key, value in pairs)]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """Return a value as TOML writes it; its texts are written as JSON's are."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: object) -> str:
    return json.dumps(key, ensure_ascii=False)
