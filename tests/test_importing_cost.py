"""What a store that is held already adds to what an import is told to cost: it is written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.importing import costing
from graph.importing.costing import Amount, cost_at
from graph.ingest import room
from graph.store import open_store

ROWS = Amount(rows=1_000, triples=100_000, bytes=15_000_000)


def test_a_held_store_adds_memory_and_disk_for_each_of_its_triples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = cost_at(tmp_path / "none", ROWS, 1.0)
    # 15 MB of N-Triples: 1.1 times and 400 MB of memory; 3.3 times and once more, written out, of disk.
    assert alone.held == 0
    assert (alone.cost.memory_bytes, alone.cost.disk_bytes) == (416_500_000, 64_500_000)
    monkeypatch.setattr(costing, "_triples_at", lambda _: 2_000_000)
    beside = cost_at(tmp_path / "held", ROWS, 1.0)
    # 2,000,000 triples of 150 bytes are 300 MB more: 330 MB of memory, 990 MB and 300 MB of disk.
    assert (beside.held, beside.cost.bytes, beside.cost.triples) == (2_000_000, 315_000_000, 2_100_000)
    assert beside.cost.memory_bytes == pytest.approx(746_500_000, abs=1)
    assert beside.cost.disk_bytes == pytest.approx(1_354_500_000, abs=1)


def test_the_triples_of_a_held_store_are_counted_in_it(sample_directory: Path) -> None:
    held = sum(1 for _ in open_store(sample_directory).quads())
    few = cost_at(sample_directory, Amount(rows=1, triples=10, bytes=1_000), 0.1)
    assert few.held == held > 300
    assert few.cost.bytes == 1_000 + 150 * held
    assert few.cost.memory_bytes == pytest.approx(1.1 * (1_000 + 150 * held), abs=1)
    assert few.cost.disk_bytes == pytest.approx(4.3 * (1_000 + 150 * held), abs=1)


@pytest.mark.parametrize("short", ["memory", "disk"])
def test_an_import_that_fits_alone_is_refused_where_the_held_store_leaves_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: str
) -> None:
    free = {"memory": 500_000_000, "disk": 10**10} if short == "memory" else {"memory": 10**10, "disk": 10**9}
    monkeypatch.setattr(room, "memory_free", lambda: free["memory"])
    monkeypatch.setattr(room, "disk_free", lambda _: free["disk"])
    room.require_room_for(cost_at(tmp_path / "store", ROWS, 1.0).cost, tmp_path)
    monkeypatch.setattr(costing, "_triples_at", lambda _: 2_000_000)
    takes = {
        "memory": "500 MB of memory left.*about 746 MB",
        "disk": "the disk has 1,000 MB.*about 1,35[45] MB",
    }
    with pytest.raises(StoreError, match=takes[short]):
        room.require_room_for(cost_at(tmp_path / "store", ROWS, 1.0).cost, tmp_path)
