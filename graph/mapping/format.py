"""What a mapping is made of: rules for cells, for lists in cells, for things and for claims.

The words follow YARRRML (subject, relation, object from templates) and CSVW (columns, datatypes, separators),
and a rule of R2RML holds throughout: where a template needs an empty cell, nothing is made.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from enum import StrEnum
from re import Pattern


class Kind(StrEnum):
    """What a cell is read as."""

    TEXT = "text"
    """Words; white space within is one space."""
    COUNT = "count"
    """A whole number from 0 on, also where it is written 12.0."""
    NUMBER = "number"
    DATE = "date"
    """As exactly as it is known: a day, a month or a year."""
    MONTH = "month"
    """A date of which only the month counts."""
    YEAR = "year"
    POINT = "point"
    """Two columns, latitude and longitude, or one with both."""
    URL = "url"
    TERM = "term"
    """A term of the model, such as ``ag:Destroyed`` or ``id:category/tank``, that a map or match gives."""
    FLAG = "flag"
    """True or false."""


@dataclass(frozen=True, slots=True)
class ValueRule:
    """How one value comes out of a cell."""

    name: str
    columns: tuple[str, ...]
    """The first that is there; two for a point. ``*`` is the whole row, ``*file`` the name of the file."""
    kind: Kind = Kind.TEXT
    source: str = ""
    """Another value that it is made of, instead of a column."""
    joined: tuple[str, ...] = ()
    """Other values that it is made of, with a space between; those that are empty are left out."""
    constant: str = ""
    required: bool = False
    """Whether a row without it is rejected."""
    replace: tuple[tuple[Pattern[str], str], ...] = ()
    """What is cleaned away, in order."""
    pattern: Pattern[str] | None = None
    """What the cleaned cell must match; where it has a group, that group is the value."""
    words: Table[str, str] = field(default_factory=dict)
    """What stands for what; without `otherwise` no other cell is accepted."""
    match: tuple[tuple[Pattern[str], str], ...] = ()
    """The first pattern that is found in the cell gives the value."""
    otherwise: str | None = None
    order: str = ""
    """What comes first in a date such as 08/09/2024: ``day-first`` or ``month-first``."""
    decimal: str = "."
    least: float | None = None
    most: float | None = None
    empty: frozenset[str] = frozenset()
    """Cells that stand for an empty one, such as ``-`` or ``N/A``."""
    optional_column: bool = False
    """Whether a table without this column is read all the same."""


@dataclass(frozen=True, slots=True)
class ListRule:
    """How several items come out of one cell, or of several columns of a row."""

    name: str
    column: str = ""
    pattern: Pattern[str] | None = None
    """Found again and again; its named groups are the fields of an item."""
    split: Pattern[str] | None = None
    """What stands between two items, whose one field is ``item``."""
    json: bool = False
    """Whether the cell is a JSON list of texts; the field is ``item``."""
    columns: tuple[str, ...] = ()
    """Columns that are one item each, with the fields ``column`` and ``cell``; ``*`` is every column."""
    leave_out: frozenset[str] = frozenset()
    """Columns that are no item where `columns` is ``*``."""
    keep: Pattern[str] | None = None
    """Only items whose first field it is found in."""
    drop: Pattern[str] | None = None
    fields: tuple[ValueRule, ...] = ()
    """How the fields are read, in order; the first one is what `keep` and `drop` look at."""
    not_in: str = ""
    """Another list with ``.field``: items whose first field stands there already are left out."""
    optional_column: bool = False


@dataclass(frozen=True, slots=True)
class ThingRule:
    """A node: an entity, or a document that a row cites."""

    name: str
    iri: str
    """A template, relative to the IRIs of the import; values stand in it as readable names."""
    kind: str
    """A class of the model, or ``{value}`` that gives one."""
    label: str = ""
    definition: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Who says what, with a sentence that tells it."""

    name: str
    says: tuple[str, str, str | bool]
    """A thing, a relation, and a thing, a value, a term or a truth value."""
    by: str
    gloss: str
    each: str = ""
    one: bool = False
    """Whether of one subject only the first that a row says is said, as where a name is spelt in two ways."""
    when: Table[str, frozenset[str]] = field(default_factory=dict)
    """Values and what each must be for the claim to be made."""
    stance: str = "Asserts"
    certainty: str = "Certain"
    modality: str = "Fact"
    on_behalf_of: str = ""
    made_on: str = ""
    evidence: str = ""
    reported_in: str = ""
    relayed_from: tuple[str, ...] = ()
    """Things, and claims of the same row."""
    relayed_from_said_by: tuple[str, ...] = ()
    """Things of items: where the claimant is none of them, it was taken from what they say in this row."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the table is as a document."""

    title: str
    publisher: str
    licence: str = ""
    url: str = ""
    source: str = ""
    published: str = ""
    """A date, or ``latest VALUE``: the last of the dates that the rows hold."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping as it is written down."""

    name: str
    """A slug: of the import, its graph and its IRIs."""
    title: str
    key: str
    """The value that tells rows apart."""
    dataset: Dataset
    values: tuple[ValueRule, ...]
    lists: tuple[ListRule, ...]
    things: tuple[ThingRule, ...]
    claims: tuple[ClaimRule, ...]
    digest: str
    """SHA-256 of the mapping file, in hexadecimal."""
    known_by: tuple[str, ...] = ()
    """Columns that a table of this kind has and others have not, beside those that it needs."""

    def thing(self, name: str) -> ThingRule | None:
        """Return the thing called `name`; None where there is none."""
        return next((one for one in self.things if one.name == name), None)

    def columns(self) -> tuple[str, ...]:
        """Return every column that is read, needed or not, in the order of the rules."""
        found = [column for rule in self.values for column in rule.columns]
        found += [rule.column for rule in self.lists if rule.column]
        found += [name for rule in self.lists for name in rule.columns]
        return tuple(name for name in dict.fromkeys(found) if not name.startswith("*"))

    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Return what a table must have: columns, or several of which one is enough."""
        rules = [rule for rule in self.values if rule.columns and not rule.optional_column]
        found: list[tuple[str, ...]] = []
        for rule in rules:
            if rule.kind is Kind.POINT:
                found += [(column,) for column in rule.columns]
            elif not any(column.startswith("*") for column in rule.columns):
                found.append(rule.columns)
        found += [(rule.column,) for rule in self.lists if rule.column and not rule.optional_column]
        found += [(name,) for rule in self.lists for name in rule.columns if name != "*"]
        return tuple(dict.fromkeys(found))
