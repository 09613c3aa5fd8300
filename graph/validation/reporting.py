"""What a validation says: where the data breaks which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.namespaces import shorten

Severity = Literal["violation", "warning", "info"]
SEVERITIES: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the data breaks a rule of the model."""

    focus: str
    """The IRI of the node that breaks the rule."""
    rule: str
    """The shape (``ClaimShape``) or check (``position-inside-document``) by its name."""
    message: str
    path: str = ""
    """The IRI of the property concerned; empty where the rule is about more than one."""
    value: str = ""
    """The offending value; empty where something is missing."""
    severity: Severity = "violation"

    def __str__(self) -> str:
        """Say it in one line, as a person reads it."""
        place = ", ".join(shorten(part) for part in (self.path, self.value) if part)
        return f"{shorten(self.focus)}: {self.message}{f' ({place})' if place else ''} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found; warnings alone do not make a graph invalid."""

    conforms: bool
    violations: tuple[Violation, ...]
