"""A saved view: a small JSON file that holds what a page's URL holds, places, and where it came from.

Reading is strict. A file that is no saved view, or of a newer version, is refused whole; in one that is,
what cannot be used is left out and said with its place. What a name or a value means, the page's own
reading of its URL judges, so that file and URL can never mean different things.

Examples
--------
>>> view = SavedView("explore", {"entity": ["actor/x"]}, build="b1")
>>> read_view(write_view(view)) == ReadView(view)
True
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import InputError
from graph.settings import LIMITS
from graph.ui.asked import QUESTIONS, QuestionState
from graph.ui.readable import ReadingState
from graph.ui.session import (
    EXPLORE,
    PATHS,
    ExploreState,
    ExportState,
    FilterState,
    PageState,
    PathState,
    PerspectiveState,
    QueryState,
    long_iri,
    query_names,
    short_iri,
)
from graph.ui.states import (
    ANALYSIS,
    CONTRADICTIONS,
    JOIN,
    ORIGINS,
    STANCES,
    TELLINGS,
    WHAT_IF,
    AnalysisState,
    ContradictionsState,
    JoinState,
    OriginsState,
    StancesState,
    TellingsState,
    WhatIfState,
)
from graph.ui.words import say

FORMAT, VERSION = "armsgraph-view", 1
SUFFIX = ".armsgraph-view.json"
FURTHEST = 1_000_000
"""Pixels from the middle of a picture beyond which nothing can stand."""
PAGES: Mapping[str, type[PageState]] = {
    EXPLORE: ExploreState,
    PATHS: PathState,
    QUESTIONS: QuestionState,
    CONTRADICTIONS: ContradictionsState,
    TELLINGS: TellingsState,
    STANCES: StancesState,
    WHAT_IF: WhatIfState,
    ORIGINS: OriginsState,
    JOIN: JoinState,
    ANALYSIS: AnalysisState,
    "sparql": QueryState,
    "export": ExportState,
}
"""The pages a view of which can be saved, and the state of each."""
_SHARED = (PerspectiveState, FilterState, ReadingState)
_FIELDS = ("format", "version", "page", "query", "places", "saved")
_COUNTS = ("entities", "links", "claims")
_SHOWN = 60
"""Letters of a wrong value that a message repeats."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """What a file holds: a page as its URL has it, where nodes stood, and which graph it was."""

    page: str
    query: Mapping[str, Sequence[str]]
    """Each name of the page's URL with its values."""
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where entities stood, by IRI, in pixels from the middle."""
    build: str = ""
    """Name of the build it was saved from."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many entities, links and claims that build had."""


@dataclass(frozen=True, slots=True)
class ReadView:
    """A saved view as far as it can be used, and a sentence for each part that cannot."""

    view: SavedView
    problems: tuple[str, ...] = ()


def write_view(view: SavedView) -> bytes:
    """Return the file of `view`."""
    held = {
        "format": FORMAT,
        "version": VERSION,
        "saved": {"build": view.build, **view.counts},
        "page": view.page,
        "query": {name: list(values) for name, values in view.query.items()},
        "places": {short_iri(iri): list(place) for iri, place in view.places.items()},
    }
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_view(content: bytes) -> ReadView:
    """Return the view that a file holds.

    Raises
    ------
    InputError
        If it is no saved view, or of a version that this program does not know.
    """
    held = _object(content)
    _require_format(held)
    page = held.get("page")
    if not isinstance(page, str) or page not in PAGES:
        raise InputError(say("viewfile.page", value=_said(page), accepted=", ".join(PAGES)))
    if not isinstance(held.get("query"), dict):
        raise InputError(say("viewfile.query", value=_said(held.get("query"))))
    problems = [say("viewfile.unknown", place=name[:_SHOWN]) for name in held if name not in _FIELDS]
    query = _query(held["query"], page, problems.append)
    places = _places(held.get("places", {}), problems.append)
    build, counts = _origin(held.get("saved", {}), problems.append)
    return ReadView(SavedView(page, query, places, build, counts), tuple(problems))


def _object(content: bytes) -> dict[str, Any]:
    """Return the object that a file holds."""
    if len(content) > LIMITS.view_file_bytes:
        raise InputError(say("viewfile.bytes", number=len(content), most=LIMITS.view_file_bytes))
    try:
        held = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
        json.dumps(held, ensure_ascii=False).encode("utf-8")  # an escape can write half a letter
    except (ValueError, RecursionError) as error:
        raise InputError(_why_unread(error)) from error
    if not isinstance(held, dict):
        raise InputError(say("viewfile.not-object", value=_said(held)))
    return held


def _why_unread(error: Exception) -> str:
    """Return a sentence for what reading a file as JSON has raised."""
    match error:
        case UnicodeDecodeError():
            return say("viewfile.not-text", byte=error.start)
        case UnicodeEncodeError():
            return say("viewfile.half-letter", letter=f"\\u{ord(error.object[error.start]):04x}")
        case json.JSONDecodeError():
            return say("viewfile.not-json", problem=error.msg, line=error.lineno, column=error.colno)
        case RecursionError():
            return say("viewfile.too-deep")
    return say("viewfile.long-number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object each of whose names stands once: of two values neither is known to be meant."""
    held = dict(pairs)
    if len(held) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(say("viewfile.twice", name=twice[:_SHOWN]))
    return held


def _require_format(held: Mapping[str, Any]) -> None:
    if held.get("format") != FORMAT:
        raise InputError(say("viewfile.format", value=_said(held.get("format")), format=FORMAT))
    version = held.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError(say("viewfile.version", value=_said(version), most=VERSION))
    if version > VERSION:
        raise InputError(say("viewfile.newer", version=str(version), most=VERSION))


def _query(given: Mapping[str, Any], page: str, tell: Callable[[str], None]) -> dict[str, list[str]]:
    accepted = {name for kind in (PAGES[page], *_SHARED) for name in query_names(kind)}
    if page == "export":
        accepted |= set(query_names(ExploreState))
    query = {}
    for name, values in given.items():
        if name not in accepted:
            tell(say("viewfile.not-of-page", place=f"query.{name[:_SHOWN]}", page=page))
        elif not isinstance(values, list):
            tell(say("viewfile.not-list", place=f"query.{name}", value=_said(values)))
        elif kept := list(_texts(name, values, tell)):
            query[name] = kept
    return query


def _texts(name: str, values: Sequence[Any], tell: Callable[[str], None]) -> Iterator[str]:
    most, longest = LIMITS.view_file_values, LIMITS.view_file_letters
    if len(values) > most:
        tell(say("viewfile.many-values", place=f"query.{name}", number=len(values), most=most))
    for number, value in enumerate(values[:most]):
        place = f"query.{name}[{number}]"
        if not isinstance(value, str):
            tell(say("viewfile.not-a-text", place=place, value=_said(value)))
        elif len(value) > longest:
            tell(say("viewfile.many-letters", place=place, number=len(value), most=longest))
        else:
            yield value


def _places(given: object, tell: Callable[[str], None]) -> dict[str, tuple[int, int]]:
    if not isinstance(given, dict):
        tell(say("viewfile.places", value=_said(given)))
        return {}
    if len(given) > LIMITS.view_max_nodes:
        tell(say("viewfile.many-places", number=len(given), most=LIMITS.view_max_nodes))
    found = {}
    for name, place in list(given.items())[: LIMITS.view_max_nodes]:
        if name and _is_place(place):
            found[long_iri(name)] = (place[0], place[1])
        else:
            at, value = f"places.{name[:_SHOWN]}", _said(place)
            tell(say("viewfile.not-place", place=at, value=value, furthest=FURTHEST))
    return found


def _is_place(place: object) -> bool:
    return (
        isinstance(place, list)
        and len(place) == 2
        and all(type(each) is int and -FURTHEST <= each <= FURTHEST for each in place)
    )


def _origin(given: object, tell: Callable[[str], None]) -> tuple[str, dict[str, int]]:
    """Return the build that a view was saved from, and how much that had."""
    if not isinstance(given, dict) or not isinstance(given.get("build", ""), str):
        tell(say("viewfile.saved", value=_said(given)))
        return "", {}
    counts = {name: given[name] for name in _COUNTS if type(given.get(name)) is int and given[name] >= 0}
    for name in given:
        if name != "build" and name not in counts:
            tell(say("viewfile.left-out", place=f"saved.{name[:_SHOWN]}", value=_said(given[name])))
    return str(given.get("build", ""))[:_SHOWN], counts


def _said(value: object) -> str:
    """Return a value as a message repeats it: short, and as JSON writes it."""
    if value is None:
        return say("viewfile.missing")
    if isinstance(value, dict | list):
        return say("viewfile.object" if isinstance(value, dict) else "viewfile.list", n=len(value))
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= _SHOWN else written[:_SHOWN] + "…"
