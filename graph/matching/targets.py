"""What a table of incidents can say, and which column of a table says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.tables import Order


class Target(StrEnum):
    """What a column can hold."""

    ID = "id"
    NAME = "name"
    KIND = "kind"
    DATE = "date"
    PLACE = "place"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    POINT = "point"
    SIDE_A = "side_a"
    SIDE_B = "side_b"
    WEAPON = "weapon"
    COUNT = "count"
    KILLED = "killed"
    INJURED = "injured"
    SOURCE = "source"
    URL = "url"
    NOTE = "note"


class Happening(StrEnum):
    """What the rows are, and so what their two sides are to them."""

    BY_ROW = "by-row"
    """The column of the kind says it, row by row."""
    INCIDENT = "Incident"
    """Both sides took part."""
    ATTACK = "Attack"
    """The first side carried it out, the second was its target."""
    BATTLE = "Battle"
    """Both sides took part."""
    LOSS = "EquipmentLoss"
    """The first side lost the weapon."""
    TRANSFER = "Transfer"
    """The first side supplied the weapon, the second received it."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Which column says what; enough to write a mapping from."""

    columns: Mapping[Target, str]
    happening: Happening = Happening.INCIDENT
    name: str = "my-table"
    """A slug: the import, its graph and its IRIs are called so."""
    title: str = "My table"
    publisher: str = "Unnamed publisher"
    """Who speaks where a row names no source."""
    order: Order | None = None
    """What comes first in dates such as 08/09/2024."""
    decimal: str = "."
    reasons: Mapping[Target, str] = field(default_factory=dict)
    """Why a column was taken for what it is, in a sentence; none where a person chose it."""

    def column(self, target: Target) -> str:
        """Return the column of `target`; empty where none is."""
        return self.columns.get(target, "")
