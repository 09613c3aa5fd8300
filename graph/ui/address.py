"""Reading a page's state back from its URL, where people can write anything.

A value that cannot be is replaced by the default and said in a sentence; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar
from urllib.parse import unquote

from graph.analytics import Measure
from graph.errors import InputError
from graph.model import Status
from graph.settings import LIMITS
from graph.ui.session import (
    ANSWER_VIEWS,
    COMPANIONS,
    EXTENTS,
    MAX_EXPANDED,
    Expansion,
    ExploreState,
    ExportState,
    PathState,
    Pin,
    QueryState,
    long_iri,
)
from graph.ui.words import say

Parameters: TypeAlias = Mapping[str, Sequence[str]]
"""A URL's query: each name with all its values."""
Resolve: TypeAlias = Callable[[str], str]
"""Turns a name or a short IRI into an IRI; an InputError says in a sentence why it cannot."""
State = TypeVar("State")

MAX_DEPTH = 3
MIN_NODES = 5
_LONGEST_NAME = 100
"""Letters of the name of a variable."""
_WHOLE = re.compile(r"-?[0-9]{1,6}")
MAX_TEXT_LENGTH = 8_000
"""A longer query would not fit into a URL that every browser and server takes."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[State]):
    """A state read from a URL, and a sentence for each value that could not be."""

    state: State
    problems: tuple[str, ...] = ()


def listed(problems: Sequence[str]) -> list[str]:
    """Return the sentences that a page shows of `problems`: the first, and how many more there are.

    Examples
    --------
    >>> listed(["A."] * 5_000)[-1]
    'The address asks for 4,980 more things that cannot be.'
    """
    shown, more = list(problems[: LIMITS.listed_problems]), len(problems) - LIMITS.listed_problems
    return [*shown, say("address.more", n=more)] if more > 0 else shown


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
        value, ends = repr(text[:40]), {"low": str(low), "high": str(high)}
        self.problems.append(say("address.number", name=name, value=value, default=str(default), **ends))
        return default

    def choice(self, name: str, default: str, accepted: Sequence[str]) -> str:
        """Return one of `accepted`."""
        text = self.text(name)
        if text and text not in accepted:
            taken = {"accepted": ", ".join(accepted), "default": default or say("address.none")}
            self.problems.append(say("address.choice", name=name, value=repr(text[:40]), **taken))
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
        values = self._several(name, limit)
        found = [self._resolved(name, value, resolve or self.resolve) for value in values]
        return tuple(dict.fromkeys(iri for iri in found if iri))

    def choices(self, name: str, accepted: Sequence[str]) -> tuple[str, ...]:
        """Return those values that are among `accepted`."""
        values = tuple(dict.fromkeys(self.parameters.get(name, ())))
        wrong = [value for value in values if value not in accepted]
        if wrong:
            value, taken = repr(wrong[0][:40]), ", ".join(accepted)
            self.problems.append(say("address.choices", name=name, value=value, accepted=taken))
        return tuple(value for value in values if value in accepted)

    def expansions(self, name: str, relation: Resolve) -> tuple[Expansion, ...]:
        """Return what was added around entities, each once; `relation` looks relations up."""
        found = (self._expansion(name, value, relation) for value in self._several(name, MAX_EXPANDED))
        return tuple(dict.fromkeys(each for each in found if each))

    def pins(self, name: str) -> tuple[Pin, ...]:
        """Return where entities were put, each entity once."""
        found = (self._pin(name, value) for value in self._several(name, LIMITS.view_max_nodes))
        return tuple({each.entity: each for each in found if each}.values())

    def _expansion(self, name: str, value: str, relation: Resolve) -> Expansion | None:
        entity, relations, kinds, limit = (*value.split("|"), "", "", "", "")[:4]
        iri = self._resolved(name, unquote(entity), self.resolve)
        found = (self._resolved(name, unquote(one), relation) for one in relations.split(",") if one)
        most = LIMITS.expand_max_neighbours
        if limit and limit.isascii() and limit.isdigit() and 1 <= int(limit[:9]) <= LIMITS.view_max_nodes:
            most = int(limit)
        elif limit:
            value, highest = repr(limit[:40]), str(LIMITS.view_max_nodes)
            self.problems.append(say("address.neighbours", value=value, most=highest, default=most))
        classes = tuple(unquote(one) for one in kinds.split(",") if one)
        return Expansion(iri, tuple(one for one in found if one), classes, most) if iri else None

    def _pin(self, name: str, value: str) -> Pin | None:
        entity, _, place = value.partition("|")
        x, _, y = place.partition("|")
        iri = self._resolved(name, unquote(entity), self.resolve)
        if iri and _WHOLE.fullmatch(x) and _WHOLE.fullmatch(y):
            return Pin(iri, int(x), int(y))
        if iri:
            self.problems.append(say("address.pin", entity=repr(entity[:80]), place=repr(place[:40])))
        return None

    def _several(self, name: str, limit: int) -> list[str]:
        """Return the values for `name`; more than `limit` are said and left out."""
        values = [value.strip() for value in self.parameters.get(name, ()) if value.strip()]
        if len(values) > limit:
            self.problems.append(say("address.several", number=len(values), name=name, limit=limit))
        return values[:limit]

    def _resolved(self, name: str, value: str, resolve: Resolve) -> str:
        if not value:
            return ""
        if len(value) > LIMITS.search_max_letters:
            number, most = len(value), LIMITS.search_max_letters
            self.problems.append(say("address.long", name=name, number=number, most=most))
            return ""
        try:
            return resolve(value)
        except InputError as error:
            self.problems.append(say("address.name", name=name, value=repr(value[:80]), why=error))
            return ""


def read_explore(parameters: Parameters, resolve: Resolve, relation: Resolve = str) -> Reading[ExploreState]:
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
        depth=reader.number("depth", 1, 0, MAX_DEPTH),
        nodes=reader.number("nodes", LIMITS.default_view_max_nodes, MIN_NODES, LIMITS.view_max_nodes),
        added=reader.entities("add", limit=LIMITS.view_max_nodes),
        expanded=reader.expansions("expanded", relation),
        hidden=reader.entities("hide", limit=LIMITS.view_max_nodes),
        pins=reader.pins("pin"),
        selected=long_iri(reader.text("selected")),
        marked=reader.entities("mark", limit=LIMITS.view_max_nodes),
        beside=reader.choice("beside", "", COMPANIONS),
        sized=reader.choice("sized", "", list(Measure)),
        coloured=reader.flag("coloured"),
        measured=reader.choice("measured", "view", EXTENTS),
    )
    return Reading(state, tuple(reader.problems))


def read_paths(parameters: Parameters, resolve: Resolve, relation: Resolve) -> Reading[PathState]:
    """Return the Paths page's state as the URL asks for it."""
    reader = Reader(parameters, resolve)
    state = PathState(
        start=reader.entity("from"),
        end=reader.entity("to"),
        count=reader.number("count", LIMITS.path_count, 1, LIMITS.path_max_count),
        hops=reader.number("hops", LIMITS.path_max_hops, 1, LIMITS.path_opening_max_hops),
        avoid=reader.entities("avoid"),
        relations=reader.entities("relation", relation),
        statuses=reader.choices("status", [status.value for status in Status]),
        directed=reader.flag("directed"),
        denied=reader.flag("denied"),
        selected=long_iri(reader.text("selected")),
        through=reader.entities("through"),
        beside=reader.text("beside"),
    )
    return Reading(state, tuple(reader.problems))


def read_query(parameters: Parameters) -> Reading[QueryState]:
    """Return the SPARQL page's state as the URL asks for it."""
    reader = Reader(parameters)
    text = reader.text("query")
    if len(text) > MAX_TEXT_LENGTH:
        problem = say("address.query", number=str(len(text)), most=str(MAX_TEXT_LENGTH))
        return Reading(QueryState(), (problem,))
    view = reader.choice("view", "", ANSWER_VIEWS)
    sort, by, of = (reader.text(name)[:_LONGEST_NAME] for name in ("sort", "by", "of"))
    return Reading(QueryState(text, view, sort, by, of), tuple(reader.problems))


def read_export(parameters: Parameters, formats: Sequence[str]) -> Reading[ExportState]:
    """Return the Export page's state as the URL asks for it."""
    reader = Reader(parameters)
    default = ExportState()
    scope = reader.choice("scope", default.scope, ("everything", "view"))
    name = reader.choice("format", default.format if default.format in formats else formats[0], formats)
    return Reading(ExportState(scope, name), tuple(reader.problems))
