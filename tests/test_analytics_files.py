"""Series held against independent counts of the publishers' own files, where these are at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest

from graph import KnowledgeGraph
from graph.importing import Options, run_import
from graph.ingest import build
from graph.mapping import read_mapping

DATASETS = Path(__file__).resolve().parents[2] / "shared" / "datasets"
SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
pytestmark = pytest.mark.skipif(
    not DATASETS.is_dir(), reason="the publishers' files lie beside the project only where it is developed"
)
ROWS_OF_EACH = 60
"""Rows of each file, from all over it."""


def part_of(path: Path, folder: Path) -> Path:
    """The head, and rows from all over a table, as a table of its own."""
    whole = pd.read_csv(path, dtype=str, keep_default_na=False)
    kept = whole.iloc[:: max(len(whole) // ROWS_OF_EACH, 1)]
    kept.to_csv(folder / path.name, index=False)
    return folder / path.name


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    folder = tmp_path_factory.mktemp("tables")
    return {
        name: [part_of(path, folder) for path in sorted((DATASETS / name).glob("*.csv"))]
        for name in ("oryx", "ucdp")
    }


@pytest.fixture(scope="module")
def imported(tables: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    store = tmp_path_factory.mktemp("imported") / "store"
    build([SAMPLE], store)
    for name, paths in tables.items():
        run_import(read_mapping(name), paths, store, Options())
    return KnowledgeGraph.open(store)


@pytest.mark.parametrize(("each", "written"), [("week", "%G-W%V"), ("month", "%Y-%m"), ("year", "%Y")])
def test_losses_by_side_are_the_rows_of_the_lists(
    imported: KnowledgeGraph, tables: dict[str, list[Path]], each: str, written: str
) -> None:
    rows = pd.concat([pd.read_csv(path) for path in tables["oryx"]])
    counted = Counter(zip(rows.country, pd.to_datetime(rows.date_recorded).dt.strftime(written), strict=True))
    series = imported.course("losses", basis="said", each=each, split="losingSide").series
    found = {
        (line.name, period): number
        for line in series.lines
        for period, number in zip(series.periods, line.counts, strict=True)
        if number and line.name in set(rows.country)
    }
    assert found == dict(counted)
    assert sum(counted.values()) == len(rows)


def test_losses_by_status_are_the_files_they_stand_in(
    imported: KnowledgeGraph, tables: dict[str, list[Path]]
) -> None:
    rows = pd.concat([pd.read_csv(path) for path in tables["oryx"]])
    lines = imported.course("losses", basis="said", split="lossStatus", each="year").series.lines
    found = {line.name: sum(filter(None, line.counts)) for line in lines}
    assert {name: found[name] for name in set(rows.status)} == rows.status.value_counts().to_dict()


def test_the_killed_of_a_year_are_the_sums_of_the_rows(
    imported: KnowledgeGraph, tables: dict[str, list[Path]]
) -> None:
    rows = pd.concat([pd.read_csv(path) for path in tables["ucdp"]])
    # In some rows the best estimate lies outside the bounds, which are then told as wide as all three.
    bounds = rows[["low", "best", "high"]]
    expected: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for year, low, best, high in zip(
        rows.year.astype(int), bounds.min(axis=1), rows.best, bounds.max(axis=1), strict=True
    ):
        expected[str(year)].update({"low": int(low), "best": int(best), "high": int(high)})
    series = imported.course("killed", each="year").series
    found = {
        period: {line.name: line.counts[place] for line in series.lines}
        for place, period in enumerate(series.periods)
    }
    assert {year: found[year] for year in expected} == {year: dict(each) for year, each in expected.items()}
