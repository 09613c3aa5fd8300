"""What importing tables costs, as a ratio: Oryx and UCDP against pandas reading them and a bare load.

Run it as ``python benchmarks/importing.py [DATASETS] [ROWS]``: DATASETS holds the folders ``oryx`` and
``ucdp``, ROWS takes only the first rows of each table. Each step runs in a process of its own; its memory is
that of all processes that it starts, too, at any one time.

At most 5 times, and under 1,500 MB, is what the work is held to.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from itertools import islice
from pathlib import Path

from holding import Held
from holding import run as run_held

DATASETS = Path(__file__).resolve().parents[2] / "shared" / "datasets"
IMPORTS = ("oryx", "ucdp")
MOST_TIMES, MOST_MEGABYTES = 5.0, 1_500
MEGABYTE = 1_000_000
_STEPS = ("pandas", "stage", "load", "import")


def tables(folder: Path, name: str) -> list[Path]:
    """Return the tables of a dataset."""
    return sorted((folder / name).glob("*.csv"))


def pandas(folder: Path) -> None:
    """Read all tables as pandas does."""
    import pandas as pd

    for name in IMPORTS:
        for path in tables(folder, name):
            pd.read_csv(path, dtype=str, keep_default_na=False)


def stage(folder: Path) -> None:
    """Make statements of all rows."""
    from graph.importing import stage as made
    from graph.importing.staging import Sink
    from graph.mapping import read_mapping

    for name in IMPORTS:
        with (folder / f"{name}.nt").open("wb") as file:
            told = made(read_mapping(name), tables(folder, name), Sink(file)).told
        print(f"  {name}: {told.rows:,} rows, {told.triples:,} triples, {told.triples / told.rows:.0f} a row")


def load(folder: Path) -> None:
    """Load the statements as Oxigraph does, on the disk."""
    import pyoxigraph as ox

    store = ox.Store(str(folder / "bare"))
    for name in IMPORTS:
        graph = ox.NamedNode(f"https://example.org/{name}")
        store.bulk_load(path=str(folder / f"{name}.nt"), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)


def run(folder: Path) -> None:
    """Import everything into one store: rows, rules, derivations, columns, links, labels."""
    from graph.importing import run_import
    from graph.mapping import read_mapping

    for name in IMPORTS:
        run_import(read_mapping(name), tables(folder, name), folder / "store")


def step(name: str, folder: Path) -> Held:
    """Run one step in a process of its own, and tell what it and its children took."""
    held = run_held([sys.executable, __file__, "--step", name, str(folder)])
    print(held.output, end="")
    work = f"{held.seconds:7.1f} s ({held.busy:6.1f} s of work)"
    print(f"{name:7} {work}, at most {held.bytes / MEGABYTE:6,.0f} MB")
    return held


def cut(source: Path, target: Path, rows: int | None) -> None:
    """Put the tables of `source` into `target`, the first `rows` of each."""
    for name in IMPORTS:
        (target / name).mkdir()
        for path in tables(source, name):
            _cut(path, target / name / path.name, rows)


def _cut(source: Path, target: Path, rows: int | None) -> None:
    with (
        source.open(encoding="utf-8", newline="") as given,
        target.open("w", encoding="utf-8", newline="") as taken,
    ):
        csv.writer(taken).writerows(islice(csv.reader(given), None if rows is None else rows + 1))


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--step"]:
        steps = dict(zip(_STEPS, (pandas, stage, load, run), strict=True))
        steps[arguments[1]](Path(arguments[2]))
        return 0
    folder = Path(arguments[0]) if arguments else DATASETS
    if not all(tables(folder, name) for name in IMPORTS):
        print(f"There are no tables in {str(folder)!r} below {' and '.join(IMPORTS)}: nothing was measured.")
        return 0  # so that `make bench` goes on to what needs no dataset
    rows = int(arguments[1]) if len(arguments) > 1 else None
    with tempfile.TemporaryDirectory() as place:
        cut(folder, Path(place), rows)
        spent = {name: step(name, Path(place)) for name in _STEPS}
    base = spent["pandas"].seconds + spent["load"].seconds
    times, held = spent["import"].seconds / base, spent["import"].bytes / MEGABYTE
    work = spent["import"].busy / (spent["pandas"].busy + spent["load"].busy)
    print(f"rows to statements alone: {spent['stage'].seconds / base:.2f} times pandas and a bare load")
    print(
        f"whole import: {times:.2f} times (at most {MOST_TIMES:g}), {work:.2f} of its work; "
        f"{held:,.0f} MB (under {MOST_MEGABYTES:,})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
