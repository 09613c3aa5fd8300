"""What a check is once it was read: patterns, filters and expressions as values, before any data is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable; those that stand for a step within a path have names that nobody can write."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A term, as N-Triples writes it."""

    writing: str


@dataclass(frozen=True, slots=True)
class Step:
    """A path over triples of one predicate."""

    predicate: Constant


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path that is followed from its end to its beginning."""

    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path followed any number of times (``*``), at least once (``+``), or at most once (``?``)."""

    path: Path
    sign: str


Path: TypeAlias = Step | Inverse | Sequence | Alternative | Repeat
Node: TypeAlias = Variable | Constant


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern."""

    subject: Node
    path: Path | Variable
    object: Node


@dataclass(frozen=True, slots=True)
class Patterns:
    """Triple patterns that hold together."""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function with what it is applied to."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a group has a solution for a row."""

    group: Group
    wanted: bool


Expression: TypeAlias = Variable | Constant | Call | Exists


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on the rows of its group."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Bind:
    """A variable and what it is worked out from."""

    expression: Expression
    variable: str


@dataclass(frozen=True, slots=True)
class Values:
    """Rows of constants."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Constant, ...], ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Rows of any of several groups."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Optionally:
    """A group that adds to a row where it can (``OPTIONAL``)."""

    group: Group


@dataclass(frozen=True, slots=True)
class Minus:
    """A group that takes rows away (``MINUS``)."""

    group: Group


Element: TypeAlias = Patterns | Filter | Bind | Values | Union | Optionally | Minus


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces."""

    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A whole check."""

    rule: str
    shown: tuple[str, ...]
    """The variables that it projects."""
    group: Group


@lru_cache(maxsize=4096)
def mentioned(part: object) -> frozenset[str]:
    """Return the names of all variables that stand anywhere in a part of a check."""
    if isinstance(part, Variable):
        return frozenset((part.name,))
    if isinstance(part, tuple):
        return frozenset().union(*map(mentioned, part))
    within = [getattr(part, name) for name in getattr(part, "__dataclass_fields__", ())]
    named = {part.variable} if isinstance(part, Bind) else set()
    named |= set(part.variables) if isinstance(part, Values) else set()
    return frozenset(named).union(*map(mentioned, within))
