"""What an import will cost, told before it begins: by the first rows, and how fast they are read here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ImportStoppedError, StoreError, TableError
from graph.importing.staging import Begun, Sink, Staged, stage, too_many_rows
from graph.ingest.room import Cost, cost_of_bytes, disk_free, memory_free, require_room_for
from graph.mapping import Mapping
from graph.progress import Step
from graph.settings import BULK_LIMITS
from graph.store import open_store
from graph.tables import TableShape

_EXACT = 1_000


@dataclass(frozen=True, slots=True)
class Amount:
    """What rows become."""

    rows: int
    triples: int
    bytes: int
    """Of N-Triples."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What taking tables into a store will take, about."""

    rows: int
    triples: int
    """That the import will have; what follows from them and what the store holds come on top."""
    held: int
    """Triples that the store holds: they are written anew with those of the import."""
    seconds: float
    cost: Cost
    disk_free: int
    """Bytes; 0 where it is not known."""
    memory_free: int
    """Bytes; 0 where it is not known."""


def tell_cost(
    mapping: Mapping,
    paths: Sequence[Path],
    location: str | Path,
    shape: TableShape | None = None,
    told: Callable[[Expected], None] | None = None,
    *,
    most_rows: int = BULK_LIMITS.import_rows,
) -> None:
    """Tell what an import will cost, where that is not little, and raise where disk or memory do not hold it.

    Raises
    ------
    StoreError
        If there is not room enough; nothing was written.
    TableError
        If the first of the tables cannot be read, or there are more than `most_rows` by what it begins with.
    """
    found = expected(mapping, paths, location, shape)
    if found is None:
        return
    if told is not None:
        told(found)
    require_few_rows(found, most_rows)
    require_room_for(found.cost, location)


def require_few_rows(found: Expected, most: int) -> None:
    """Raise TableError where an import will have more than `most` rows."""
    if found.rows > most:
        raise TableError(too_many_rows(f"about {rough(found.rows):,} rows", most))


def expected(
    mapping: Mapping, paths: Sequence[Path], location: str | Path, shape: TableShape | None = None
) -> Expected | None:
    """Return what taking the tables into the store at `location` will cost; None where that is little.

    Read are the first `BULK_LIMITS.cost_sampled_bytes` of the first table.

    Raises
    ------
    TableError
        If that cannot be read.
    """
    total = sum(path.stat().st_size for path in paths if path.is_file())
    if total < BULK_LIMITS.cost_told_bytes:
        return None
    sample = _sampled(mapping, paths, shape)
    share = total / sample.read
    amount = Amount(*(round(number * share) for number in (sample.rows, sample.triples, sample.bytes)))
    return cost_at(location, amount, sample.seconds * share)


def cost_at(location: str | Path, amount: Amount, seconds: float) -> Expected:
    """Return what it takes to bring so much into the store at `location`.

    Parameters
    ----------
    amount
        What the rows become.
    seconds
        How long this machine takes to read the rows and make that of them.
    """
    held = _triples_at(location)
    measured = amount.triples >= BULK_LIMITS.cost_measured_triples
    each = seconds / amount.triples if measured else BULK_LIMITS.cost_triple_seconds
    built = seconds + seconds_to_write(amount.triples + held, each)
    size = amount.bytes + held * BULK_LIMITS.triple_bytes
    cost = cost_of_bytes(size, beside=size)  # what is held is written out, as the rows are
    return Expected(amount.rows, amount.triples, held, built, cost, disk_free(location), memory_free())


def seconds_to_write(triples: int, each: float = BULK_LIMITS.cost_triple_seconds) -> float:
    """Return how long it takes, about, to write a store of so many triples anew.

    Parameters
    ----------
    triples
        All that it will hold.
    each
        Seconds that this machine takes to make one of its row, where that was measured.

    Examples
    --------
    >>> round(seconds_to_write(1_000_000))
    35
    """
    return triples * each * BULK_LIMITS.cost_build_share


def rough(number: int) -> int:
    """Return a number that is not known exactly without more digits than it is known by.

    Examples
    --------
    >>> rough(5_877_882), rough(940)
    (5900000, 940)
    """
    return round(number, 2 - len(str(number))) if number >= _EXACT else number


@dataclass(slots=True)
class _Sample:
    """The beginning of a table, as far as it was read to the end of a piece of the file."""

    read: int = 0
    rows: int = 0
    triples: int = 0
    bytes: int = 0
    seconds: float = 0.0


def _sampled(mapping: Mapping, paths: Sequence[Path], shape: TableShape | None) -> _Sample:
    staged, sample = Staged(mapping), _Sample()
    started, seen = time.perf_counter(), 0

    def look(step: Step) -> None:
        nonlocal seen
        if step.done != seen:  # all of the piece before was taken in, and of this one nothing but the first
            _take(sample, staged, seen, time.perf_counter() - started)
            seen = step.done

    try:
        stage(
            mapping,
            paths,
            Sink(),
            shape=shape,
            begun=Begun(staged),
            progress=look,
            stop=lambda: sample.read >= BULK_LIMITS.cost_sampled_bytes,
        )
    except ImportStoppedError:
        return sample
    _take(sample, staged, sum(path.stat().st_size for path in paths), time.perf_counter() - started)
    return sample


def _take(sample: _Sample, staged: Staged, read: int, seconds: float) -> None:
    sample.read, sample.seconds = read, seconds
    sample.rows, sample.triples, sample.bytes = staged.rows, staged.told.triples, staged.bytes


def _triples_at(location: str | Path) -> int:
    try:
        return len(open_store(location))
    except StoreError:  # none yet
        return 0
