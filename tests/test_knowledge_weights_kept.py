"""Weights of a large graph's propositions are counted once, and kept beside its build."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from commandline import SAMPLE
from graph import KnowledgeGraph
from graph.contradictions import ContradictionKind, weights_of
from graph.ingest import build
from graph.knowledge import weighing
from graph.knowledge.reading import Reading
from graph.perspective import Perspective
from graph.store import open_store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build([SAMPLE], tmp_path / "store")
    return tmp_path / "store"


def opened(store: Path, perspective: Perspective | None = None) -> KnowledgeGraph:
    held = open_store(store)
    graph = KnowledgeGraph(held, reading=Reading(held, whole_below=0))
    return graph.seen_from(perspective) if perspective else graph


def kept(store: Path) -> Path:
    [folder] = (store / "builds").glob("*/weights")
    return folder


def count_anew(*_: object) -> None:
    raise AssertionError("counted although kept")


def test_a_second_process_takes_the_weights_that_the_first_counted(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(store)
    shown = first.contradictions()
    assert [one.kind for one in shown] == [ContradictionKind.DOUBT]
    assert np.array_equal(weighing.weights_by_all(first.store), weights_of(first._links))
    monkeypatch.setattr(weighing, "weights_of", count_anew)
    assert opened(store).contradictions() == tuple(shown)


@pytest.mark.parametrize("damage", ["cut", "gone", "of other limits"])
def test_what_cannot_be_used_is_counted_again_without_a_word(
    store: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    before = tuple(opened(store).contradictions())
    if damage == "cut":
        (kept(store) / "arrays.npy").write_bytes(b"")
    elif damage == "gone":
        shutil.rmtree(kept(store))
    else:
        monkeypatch.setattr(weighing, "LIMITS", SimpleNamespace(weighed_entities=399))
    counted = []
    monkeypatch.setattr(weighing, "weights_of", lambda told: counted.append(told) or weights_of(told))
    assert tuple(opened(store).contradictions()) == before
    assert len(counted) == 1


def test_a_perspective_is_weighed_by_its_own_claims_and_keeps_nothing(store: Path) -> None:
    speaker = opened(store)._reading.claims[0].claimant.iri
    told = opened(store, Perspective(told_by=(speaker,)))
    assert told.contradictions() == ()
    assert np.array_equal(told._weights, weights_of(told._links))
    assert not list((store / "builds").glob("*/weights"))
