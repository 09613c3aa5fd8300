"""Bring what users decided into a store, as judgements: all of them, in one new build, or nothing changes.

Every other build takes them along, see `graph.ingest.settling`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.builds import current_build
from graph.claims import read_identity
from graph.columns import columns_of
from graph.errors import DataError
from graph.identity import Judgement
from graph.ingest.bulk import build_parts, held_parts
from graph.ingest.nearby import Change, TooNearError, claims_near, turn_of
from graph.ingest.patching import patch_of, write_patched
from graph.ingest.settling import judgement_lines, with_stated
from graph.ingest.working import Work
from graph.ingest.writing import exclusive
from graph.joining.decisions import JOINED, Decision, kept_decisions
from graph.layout import is_address, local_directory
from graph.progress import Progress, Stop
from graph.resources import application_query
from graph.settings import BULK_LIMITS
from graph.store import Store, open_store
from graph.wordings import wordings_at_hand


@dataclass(frozen=True, slots=True)
class Joined:
    """What bringing decisions into a store came to."""

    held: int
    """Decisions that the store holds now."""
    waiting: tuple[Decision, ...]
    """Those about something that it does not hold."""
    made: bool
    """Whether there is a new build."""


def join(location: str | Path, progress: Progress | None = None, stop: Stop | None = None) -> Joined:
    """Let the store at `location` hold what users decided, and nothing that they took back.

    In a directory only what that bears on is derived anew, see `graph.ingest.patching`.

    Parameters
    ----------
    location
        A store directory or the address of a SPARQL server.
    progress
        Called before each step.
    stop
        Asked between steps; where it says True nothing is changed.

    Raises
    ------
    BuildStoppedError
        If `stop` says so.
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
        room = Path(folder)
        if not _changed(store, known, room, Work(progress, stop)):
            build_parts(
                lambda: with_stated(held_parts(location, room), stated, room),
                location,
                progress=progress,
                stop=stop,
            )
    return Joined(len(known), waiting, True)


def _changed(store: Store, known: Sequence[Decision], folder: Path, work: Work) -> bool:
    """Bring judgements in by changing a copy of the build; False where only a whole build is sure."""
    if is_address(store.location):
        return False
    directory = local_directory(store.location)
    with exclusive(directory):
        build = current_build(directory)
        if build.path.name != store.build_name:
            return False
        patch = patch_of(store, _change(store, known), folder, work)
        if patch is not None:
            write_patched(directory, build, patch, work)
    return patch is not None


def _change(store: Store, known: Iterable[Decision]) -> Change:
    """Return what changes where of all decisions those that are `known` hold."""
    made = tuple(known)
    held, stated = _stated(store), frozenset(line for one in made for line in judgement_lines(one))
    others = (one for one in read_identity(store).judgements if not one.iri.startswith(JOINED))
    return Change(held - stated, stated - held, (*others, *map(_judgement, made)))


def _judgement(one: Decision) -> Judgement:
    return Judgement(one.iri, frozenset({one.one, one.other}), one.other, one.verdict)


def seconds_to_join(store: Store, decided: Iterable[Decision]) -> float | None:
    """Return how long it takes, about, to bring decisions into `store`; None where it is built anew."""
    words = None if is_address(store.location) else wordings_at_hand(store)
    if words is None:
        return None
    known, _ = _known(store, tuple(decided))
    columns = columns_of(store)
    try:
        _, claims = claims_near(columns, words, turn_of(store, _change(store, known)))
    except (TooNearError, DataError):
        return None
    everything, some = BULK_LIMITS.join_whole_claim_seconds, BULK_LIMITS.join_claim_seconds
    return len(columns.claims) * everything + len(claims) * some


def unjoined(store: Store, decided: Iterable[Decision]) -> int:
    """Return how many of the decisions that concern `store` it does not hold, or holds otherwise."""
    held = _stated(store)
    known, _ = _known(store, tuple(decided))
    wanted = {one.iri: frozenset(judgement_lines(one)) for one in known}
    new = sum(1 for lines in wanted.values() if not lines <= held)
    gone = {line.split(" ", 1)[0].strip("<>") for line in held} - wanted.keys()
    return new + len(gone)


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
