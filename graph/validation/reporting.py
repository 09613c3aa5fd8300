"""What a validation says: where the data breaks which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from graph.namespaces import shorten

Severity = Literal["violation", "warning", "info"]
SEVERITIES: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


_IN_ORDER = attrgetter("focus", "rule", "message", "path", "value", "severity")
"""Faster by far than comparing one violation with another."""


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
    """Each place, in order; of a rule that is broken very often only so many, and then `cut` says so."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often each rule is broken, by its name."""

    @property
    def cut(self) -> bool:
        """Tell whether rules are broken in more places than are listed."""
        return sum(self.counts.values()) > len(self.violations)


def report_of(found: Iterable[Violation], counts: Mapping[str, int] | None = None) -> Report:
    """Return the report of what was `found`; `counts` where there is more than that."""
    violations = tuple(sorted(set(found), key=_IN_ORDER))
    conforms = not any(violation.severity == "violation" for violation in violations)
    listed = Counter(violation.rule for violation in violations)
    counted = {rule: max(count, (counts or {}).get(rule, 0)) for rule, count in sorted(listed.items())}
    return Report(conforms, violations, counted)
