"""Bring what users decided into a store, as judgements: all of them, in one new build, or nothing changes.

A decision about something that the store does not hold waits: the import that named it may come back. So a
rebuild or a newer file of an import loses no decision, and what it does not concern yet does no harm.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile
from graph.ingest.bulk import Part, build_parts, held_parts
from graph.joining.decisions import JOINED, Decision, kept_decisions
from graph.namespaces import AG, DCTERMS, GRAPH_CURATED, RDF, XSD
from graph.progress import Progress
from graph.resources import application_query
from graph.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Joined:
    """What bringing decisions into a store came to."""

    held: int
    """Decisions that the store holds now."""
    waiting: tuple[Decision, ...]
    """Those about something that it does not hold."""
    made: bool
    """Whether there is a new build."""


def join(location: str | Path, progress: Progress | None = None) -> Joined:
    """Let the store at `location` hold what users decided, and nothing that they took back.

    Raises
    ------
    DataError
        If decisions break a rule, for example because together they make one what another holds apart.
    StoreError
        If the store cannot be read or written.
    """
    decided = tuple(kept_decisions(location).held.values())
    store = open_store(location)
    known, waiting = _known(store, decided)
    stated = frozenset(line for one in known for line in judgement_lines(one))
    if stated == _stated(store):
        return Joined(len(known), waiting, False)
    with tempfile.TemporaryDirectory(prefix="armsgraph-join-") as folder:
        parts = held_parts(location, Path(folder))
        build_parts(_with(parts, stated, Path(folder)), location, progress=progress)
    return Joined(len(known), waiting, True)


def settled(parts: Sequence[Part], location: str | Path, folder: Path) -> list[Part]:
    """Return `parts` with the decisions of the store at `location` about what they hold, and no others.

    Parameters
    ----------
    parts
        All that the store shall hold.
    folder
        Where a file is written, if need be.

    Raises
    ------
    DataError, StoreError
        If the decisions cannot be read.
    """
    decided = tuple(kept_decisions(location).held.values())
    if not decided and not _any_stated(parts):
        return list(parts)
    held = _declared(parts, {end for one in decided for end in (one.one, one.other)})
    known = (one for one in decided if {one.one, one.other} <= held)
    return _with(parts, frozenset(line for one in known for line in judgement_lines(one)), folder)


def _any_stated(parts: Iterable[Part]) -> bool:
    begins = f"<{JOINED}".encode()
    curated = (part for part in parts if part.graph == GRAPH_CURATED)
    return any(line.startswith(begins) for part in curated for line in _lines(part))


def _declared(parts: Iterable[Part], ends: Iterable[str]) -> set[str]:
    """Return those of `ends` that get a class in `parts`."""
    wanted = {f"<{end}>".encode(): end for end in ends}
    typed = f"<{RDF}type>".encode()
    found = set()
    for part in parts:
        for line in _lines(part):
            subject, _, rest = line.partition(b" ")
            if subject in wanted and rest.startswith(typed):
                found.add(wanted[subject])
    return found


def _lines(part: Part) -> Iterator[bytes]:
    with part.path.open("rb") as file:
        yield from file


def unjoined(store: Store, decided: Iterable[Decision]) -> int:
    """Return how many of the decisions that concern `store` it does not hold, or holds otherwise."""
    held = _stated(store)
    known, _ = _known(store, tuple(decided))
    wanted = {one.iri: frozenset(judgement_lines(one)) for one in known}
    new = sum(1 for lines in wanted.values() if not lines <= held)
    gone = {line.split(" ", 1)[0].strip("<>") for line in held} - wanted.keys()
    return new + len(gone)


def judgement_lines(one: Decision) -> Iterator[str]:
    """Yield the triples of a decision in N-Triples, as a store writes them."""
    subject = ox.NamedNode(one.iri)
    said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(AG + "IdentityJudgement")),
        (AG + "sameEntity", ox.NamedNode(one.one)),
        (AG + "sameEntity", ox.NamedNode(one.other)),
        (AG + "canonical", ox.NamedNode(one.other)),
        (AG + "verdict", ox.NamedNode(AG + one.verdict.value)),
        (AG + "basis", ox.NamedNode(AG + "Inferred")),
        (AG + "reason", ox.Literal(one.reason, language="en")),
        (DCTERMS + "creator", ox.Literal(one.by)),
        (DCTERMS + "created", ox.Literal(one.on, datatype=ox.NamedNode(XSD + "dateTime"))),
    ]
    for predicate, value in said:
        yield f"{ox.Triple(subject, ox.NamedNode(predicate), value)} ."


def _known(store: Store, decided: Sequence[Decision]) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return the decisions about what `store` holds, and the others."""
    ends = {end for one in decided for end in (one.one, one.other)}
    query = application_query("joining_exists")
    held = {end for end in ends if any(True for _ in store.select(query, entity=end))}
    known = tuple(one for one in decided if {one.one, one.other} <= held)
    return known, tuple(one for one in decided if not {one.one, one.other} <= held)


def _stated(store: Store) -> frozenset[str]:
    """Return the triples of the judgements in `store` that come from decisions."""
    found = []
    for judgement, predicate, value in store.select(application_query("joining_judgements")):
        if judgement is not None and judgement.value.startswith(JOINED):
            found.append(f"{judgement} {predicate} {value} .")
    return frozenset(found)


def _with(parts: Sequence[Part], stated: frozenset[str], folder: Path) -> list[Part]:
    """Return `parts` with what is `stated` in the curated one, in place of what was decided before."""
    path = folder / "curated-joined.nt"
    begins = f"<{JOINED}".encode()
    given = InputFile("curated", "")
    with path.open("wb") as file:
        for part in parts:
            if part.graph == GRAPH_CURATED:
                given = part.input
                with part.path.open("rb") as held:
                    file.writelines(line for line in held if not line.startswith(begins))
        file.writelines(f"{line}\n".encode() for line in sorted(stated))
    others = [part for part in parts if part.graph != GRAPH_CURATED]
    return [Part(GRAPH_CURATED, path, given), *others]
