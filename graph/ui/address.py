"""Reading a page's state back from its URL, where people can write anything.

A value that cannot be is replaced by the default and said in a sentence; nothing here raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from graph.errors import InputError
from graph.model import Status
from graph.settings import LIMITS
from graph.ui.session import (
    MAX_EXPANDED,
    ExploreState,
    ExportState,
    PathState,
    QueryState,
    long_iri,
)

Parameters: TypeAlias = Mapping[str, Sequence[str]]
"""A URL's query: each name with all its values."""
Resolve: TypeAlias = Callable[[str], str]
"""Turns a name or a short IRI into an IRI; an InputError says in a sentence why it cannot."""
State = TypeVar("State")

MAX_DEPTH = 3
MIN_NODES = 5
MAX_PATHS = 20
MAX_TEXT_LENGTH = 8_000
"""A longer query would not fit into a URL that every browser and server takes."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[State]):
    """A state read from a URL, and a sentence for each value that could not be."""

    state: State
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads values one by one and collects what is wrong with them."""

    parameters: Parameters
    resolve: Resolve = str
    """Looks names of entities up, unless a reading says otherwise."""
    problems: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the last value for `name`; empty without one."""
        values = self.parameters.get(name, ())
        return values[-1].strip() if values else ""

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        text = self.text(name)
        if not text:
            return default
        if text.isascii() and text.isdigit() and low <= int(text[:9]) <= high:
            return int(text)
        self.problems.append(
            f"The address asks for {name} = {text[:40]!r}; it takes a whole number from {low} to {high}, "
            f"so {default} is used."
        )
        return default

    def choice(self, name: str, default: str, accepted: Sequence[str]) -> str:
        """Return one of `accepted`."""
        text = self.text(name)
        if text and text not in accepted:
            self.problems.append(
                f"The address asks for {name} = {text[:40]!r}; it takes {', '.join(accepted)}, "
                f"so {default} is used."
            )
        return text if text in accepted else default

    def flag(self, name: str) -> bool:
        """Return whether it says yes."""
        return self.choice(name, "no", ("yes", "no")) == "yes"

    def entity(self, name: str) -> str:
        """Return the IRI of one entity; empty without one."""
        return self._resolved(name, self.text(name), self.resolve)

    def entities(
        self, name: str, resolve: Resolve | None = None, limit: int = MAX_EXPANDED
    ) -> tuple[str, ...]:
        """Return what the values for `name` mean, each once and in their order."""
        values = [value.strip() for value in self.parameters.get(name, ()) if value.strip()]
        if len(values) > limit:
            self.problems.append(
                f"The address names {len(values)} values for {name}; the first {limit} are used."
            )
        found = [self._resolved(name, value, resolve or self.resolve) for value in values[:limit]]
        return tuple(dict.fromkeys(iri for iri in found if iri))

    def choices(self, name: str, accepted: Sequence[str]) -> tuple[str, ...]:
        """Return those values that are among `accepted`."""
        values = tuple(dict.fromkeys(self.parameters.get(name, ())))
        wrong = [value for value in values if value not in accepted]
        if wrong:
            self.problems.append(
                f"The address asks for {name} = {wrong[0][:40]!r}; it takes {', '.join(accepted)}. "
                "It is left out."
            )
        return tuple(value for value in values if value in accepted)

    def _resolved(self, name: str, value: str, resolve: Resolve) -> str:
        if not value:
            return ""
        try:
            return resolve(value)
        except InputError as error:
            self.problems.append(f"The address asks for {name} = {value[:80]!r}. {error}")
            return ""


def read_explore(parameters: Parameters, resolve: Resolve) -> Reading[ExploreState]:
    """Return the Explore page's state as the URL asks for it.

    Examples
    --------
    >>> reading = read_explore({"entity": ["actor/x"], "depth": ["99"]}, lambda name: "iri:" + name)
    >>> reading.state.entity, reading.state.depth, len(reading.problems)
    ('iri:actor/x', 1, 1)
    """
    reader = Reader(parameters, resolve)
    state = ExploreState(
        entity=reader.entity("entity"),
        depth=reader.number("depth", 1, 1, MAX_DEPTH),
        nodes=reader.number("nodes", LIMITS.default_view_max_nodes, MIN_NODES, LIMITS.view_max_nodes),
        expanded=reader.entities("expanded"),
        selected=long_iri(reader.text("selected")),
    )
    return Reading(state, tuple(reader.problems))


def read_paths(parameters: Parameters, resolve: Resolve, relation: Resolve) -> Reading[PathState]:
    """Return the Paths page's state as the URL asks for it."""
    reader = Reader(parameters, resolve)
    state = PathState(
        start=reader.entity("from"),
        end=reader.entity("to"),
        count=reader.number("count", LIMITS.path_count, 1, MAX_PATHS),
        hops=reader.number("hops", LIMITS.path_max_hops, 1, LIMITS.path_opening_max_hops),
        avoid=reader.entities("avoid"),
        relations=reader.entities("relation", relation),
        statuses=reader.choices("status", [status.value for status in Status]),
        directed=reader.flag("directed"),
        denied=reader.flag("denied"),
        selected=long_iri(reader.text("selected")),
    )
    return Reading(state, tuple(reader.problems))


def read_query(parameters: Parameters) -> Reading[QueryState]:
    """Return the SPARQL page's state as the URL asks for it."""
    text = Reader(parameters).text("query")
    if len(text) > MAX_TEXT_LENGTH:
        return Reading(
            QueryState(), (f"The address holds a query of {len(text)} characters; {MAX_TEXT_LENGTH} fit.",)
        )
    return Reading(QueryState(text))


def read_export(parameters: Parameters, formats: Sequence[str]) -> Reading[ExportState]:
    """Return the Export page's state as the URL asks for it."""
    reader = Reader(parameters)
    default = ExportState()
    scope = reader.choice("scope", default.scope, ("everything", "view"))
    name = reader.choice("format", default.format if default.format in formats else formats[0], formats)
    return Reading(ExportState(scope, name), tuple(reader.problems))
