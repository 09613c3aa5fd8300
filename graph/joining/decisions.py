"""What users decided about proposals, kept beside the store in a file that only grows.

``DIR/judgements/decisions.jsonl`` (for a server in the user's data folder) holds one decision a line, and one
line for each that was taken back. The last word on a pair holds. No build and no import touches the file:
what it says is brought into the graph as judgements, see `graph.ingest.joined`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import DataError, InputError, StoreError
from graph.identity import Verdict
from graph.layout import kept_beside
from graph.namespaces import ID, shorten
from graph.store import MEMORY

FOLDER = "judgements"
FILE = "decisions.jsonl"
JOINED = ID + "identity/joined/"
"""What the IRIs of judgements begin with that come from decisions."""
_DIGITS = 16
_SHORTEST_REASON = 10
"""Letters: as the shape of judgements asks."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about two entities."""

    one: str
    """IRI of the variant, or of the one that is read as the other."""
    other: str
    """IRI of the family, or of the one that both are read as."""
    verdict: Verdict
    reason: str
    by: str
    """Who decided: a name."""
    on: str
    """When, as ISO 8601 with its offset."""
    names: tuple[str, str] = ("", "")
    """What both were called then, for people who read the file."""
    score: int | None = None
    """What they were proposed with; None where nobody proposed them."""

    @property
    def iri(self) -> str:
        """IRI of the judgement: that of the pair, whatever was decided about it.

        Examples
        --------
        >>> pair = dict(verdict=Verdict.SAME, reason="", by="", on="")
        >>> Decision("a", "b", **pair).iri == Decision("b", "a", **pair).iri
        True
        """
        return pair_iri(self.one, self.other)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds now, by the IRI of its judgement."""

    held: Mapping[str, Decision] = field(default_factory=dict)
    taken_back: int = 0
    """How many were taken back and not decided anew."""

    def on(self, one: str, other: str) -> Decision | None:
        """Return what was decided about two entities; None if nothing holds."""
        return self.held.get(pair_iri(one, other))

    def of(self, *verdicts: Verdict) -> tuple[Decision, ...]:
        """Return those with one of `verdicts`, in the order in which they were made."""
        return tuple(one for one in self.held.values() if one.verdict in verdicts)


def pair_iri(one: str, other: str) -> str:
    """Return the IRI of the judgement about two entities, in whatever order they are given."""
    pair = "\n".join(sorted((one, other)))
    return JOINED + hashlib.sha256(pair.encode()).hexdigest()[:_DIGITS]


def kept_decisions(location: str | Path) -> Decisions:
    """Return what users decided about the store at `location`; nothing for one in memory.

    Raises
    ------
    DataError
        If a line of the file is none of ours; file and line are named.
    StoreError
        If the file cannot be read.
    """
    if str(location) == MEMORY:
        return Decisions()
    path = _path(location)
    held: dict[str, Decision] = {}
    undone: set[str] = set()
    for number, line in enumerate(_lines(path), 1):
        said = _read(line, path, number)
        if isinstance(said, str):
            held.pop(said, None)
            undone.add(said)
        else:
            held.pop(said.iri, None)
            held[said.iri] = said
            undone.discard(said.iri)
    return Decisions(held, len(undone))


def keep_decisions(location: str | Path, made: Iterable[Decision]) -> Path:
    """Add decisions to those kept beside the store at `location` and return their file.

    Raises
    ------
    InputError
        If the store is in memory, or a decision is about one entity alone or has no reason.
    StoreError
        If the machine refuses to write.
    """
    lines = [_line(_checked(one)) for one in made]
    return _append(location, lines)


def take_back(location: str | Path, iri: str, *, by: str, on: str) -> Decision:
    """Take the decision whose judgement is called `iri` back, and return it; the file keeps that it was made.

    It may be written as lists give it, ``id:identity/joined/0123456789abcdef``, or by its digits alone.

    Raises
    ------
    InputError
        If there is none.
    DataError, StoreError
        See `kept_decisions` and `keep_decisions`.
    """
    decided, named = kept_decisions(location).held.values(), iri.strip()
    known = next(
        (one for one in decided if named in (one.iri, shorten(one.iri), one.iri.removeprefix(JOINED))), None
    )
    if known is None:
        raise InputError(
            f"There is no decision {iri!r} to take back; `armsgraph judge --list` lists those that hold."
        )
    _append(location, [json.dumps({"taken_back": known.iri, "by": by, "on": on}, ensure_ascii=False)])
    return known


def _checked(one: Decision) -> Decision:
    if one.one == one.other:
        raise InputError(f"<{one.one}> is given twice; a decision is about two entities.")
    if len(one.reason.strip()) < _SHORTEST_REASON:
        raise InputError(
            f"A decision needs its reason, in at least {_SHORTEST_REASON} letters; {one.reason!r} is "
            "too short."
        )
    return one


def _append(location: str | Path, lines: list[str]) -> Path:
    if str(location) == MEMORY:
        raise InputError("A store in memory keeps no decisions; build one in a directory first.")
    path = _path(location)
    text = "".join(f"{line}\n" for line in lines).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:  # one write at the end: two programs at once lose nothing
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"{str(path)!r} cannot be written ({error.strerror}).") from error
    return path


def _path(location: str | Path) -> Path:
    return kept_beside(location, FOLDER) / FILE


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"The decisions in {str(path)!r} cannot be read ({error}).") from error


def _line(one: Decision) -> str:
    return json.dumps({"iri": one.iri, **asdict(one)}, ensure_ascii=False)


def _read(line: str, path: Path, number: int) -> Decision | str:
    """Return the decision in a line, or the IRI of the one that it takes back."""
    try:
        said: dict[str, Any] = json.loads(line)
        if "taken_back" in said:
            return str(said["taken_back"])
        one, other = (str(name) for name in said["names"])
        return Decision(
            one=str(said["one"]),
            other=str(said["other"]),
            verdict=Verdict(said["verdict"]),
            reason=str(said["reason"]),
            by=str(said["by"]),
            on=str(said["on"]),
            names=(one, other),
            score=None if said["score"] is None else int(said["score"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path}, line {number}: This is no decision that armsgraph has kept ({error!r}). Mend the "
            "line, or take it out of the file."
        ) from error
