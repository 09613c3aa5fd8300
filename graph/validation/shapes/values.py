"""What a shape is once it was read: where it looks, and what it asks of what it finds there."""

from __future__ import annotations

from dataclasses import dataclass

from graph.validation.checks.values import Path
from graph.validation.reporting import Severity


@dataclass(frozen=True, slots=True)
class Component:
    """One constraint of a shape."""

    name: str
    """The local name of its parameter, such as ``minCount``."""
    terms: tuple[str, ...] = ()
    """What it asks for, as N-Triples writes it: a term, or the members of a list."""
    shapes: tuple[Shape, ...] = ()
    """The shapes that it leads to."""
    least: int = 0
    """The smallest count of a ``qualifiedValueShape``."""
    most: int | None = None
    """Its largest count; None where there is none."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with a path a property shape."""

    rule: str
    """The name of the shape by which a violation is reported: that of the named shape it belongs to."""
    file: str
    path: Path | None
    path_text: str
    message: str
    severity: Severity
    targets: tuple[str, ...]
    """The writings of the classes whose instances it judges."""
    components: tuple[Component, ...]
    properties: tuple[Shape, ...]
