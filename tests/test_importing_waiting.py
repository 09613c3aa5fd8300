"""Imports that are stopped, killed or refused: they go on from what was staged, and nobody saw any of it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from graph.cli import main
from graph.errors import BuildStoppedError, ImportStoppedError, InputError, StoreError, StoreLockedError
from graph.importing import (
    Expected,
    ImportReport,
    Options,
    costing,
    drop_waiting,
    imports_of,
    run_import,
    staging,
    waiting,
    waiting_imports,
)
from graph.importing.waiting import WAITING, waiting_at
from graph.ingest import build, room
from graph.mapping import read_mapping
from graph.namespaces import GRAPH_IMPORTS
from graph.progress import Step
from graph.settings import BULK_LIMITS
from graph.store import open_store
from tabling import After, daily, event, loss, table

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
KILLED = """
import sys, time
from pathlib import Path
from graph.importing import Options, run_import, staging, waiting
from graph.mapping import read_mapping
from graph.settings import BULK_LIMITS

waiting.BULK_LIMITS = BULK_LIMITS._replace(import_checkpoint_seconds=0)
staging._ROWS_A_STEP = 2

def look(step):
    seen.append(step.name)
    if step.name == sys.argv[1] and (step.name != "rows" or len(seen) > 3):
        print("there", flush=True)
        time.sleep(600)

seen = []
run_import(read_mapping("oryx"), [Path(sys.argv[2])], sys.argv[3], Options(progress=look, most_rejected=0.5))
"""


@pytest.fixture(autouse=True)
def small_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a step, and how far it is put down after each of them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(staging, "_ROWS_A_STEP", 2)
    monkeypatch.setattr(waiting, "BULK_LIMITS", BULK_LIMITS._replace(import_checkpoint_seconds=0))


def losses(path: Path, first: int = 1, last: int = 9) -> Path:
    """Losses of which every fourth is faulty, and one has the id of another."""
    rows = [
        loss(f"7-{number}", status="lost" if number % 4 == 0 else "destroyed", system=f"Kestrel {number % 3}")
        for number in range(first, last + 1)
    ]
    return table(path, [*rows, loss(f"7-{first}", system="Second")])


def take(location: Path, *paths: Path, name: str = "oryx", **options: object) -> ImportReport:
    asked = Options(**{"most_rejected": 0.5, **options})  # type: ignore[arg-type]
    return run_import(read_mapping(name), paths, location, asked)


def said(location: Path, name: str = "oryx") -> set[str]:
    return {str(quad) for quad in open_store(location).quads(GRAPH_IMPORTS + name)}


def rejected(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["oryx", "ucdp", "uamod"])
def test_wherever_an_import_is_stopped_it_ends_as_if_it_had_not_been(tmp_path: Path, name: str) -> None:
    paths = {
        "oryx": lambda: [losses(tmp_path / "a.csv"), losses(tmp_path / "b.csv", 20, 24)],
        "ucdp": lambda: [table(tmp_path / "a.csv", [event(str(number)) for number in range(1, 8)])],
        "uamod": lambda: [
            daily(
                tmp_path / "a.json", [{"date": f"2024-03-{day:02}", "tank": 70 + day} for day in range(1, 9)]
            )
        ],
    }[name]()
    whole = take(tmp_path / "whole", *paths, name=name, rejects=tmp_path / "whole.csv")
    before: list[int] = []
    for asked in range(1, 7):
        try:
            report = take(
                tmp_path / "store", *paths, name=name, rejects=tmp_path / "parts.csv", stop=After(asked)
            )
            break
        except (ImportStoppedError, BuildStoppedError):
            before += [one.rows for one in waiting_imports(tmp_path / "store")]
            assert not (tmp_path / "store" / "CURRENT").exists()
    else:
        report = take(tmp_path / "store", *paths, name=name, rejects=tmp_path / "parts.csv")
    assert before == sorted(before) and before[-1] > 0
    assert report.staged_before == before[-1]
    assert said(tmp_path / "store", name) == said(tmp_path / "whole", name)
    assert report.staged is not None and whole.staged is not None
    assert report.staged.told == whole.staged.told and report.staged.rejected == whole.staged.rejected
    assert (tmp_path / "parts.csv").exists() == (tmp_path / "whole.csv").exists() == bool(whole.rejects)
    if whole.rejects:
        keys = ("matID", "rejected_line", "rejected_column")
        one, other = (
            [[row[key] for key in keys] for row in rejected(path)]
            for path in (tmp_path / "parts.csv", tmp_path / "whole.csv")
        )
        assert one == other
    assert waiting_imports(tmp_path / "store") == () and not (tmp_path / "store" / WAITING).exists()


@pytest.mark.parametrize("step", ["rows", "judging"])
def test_an_import_that_is_killed_goes_on_from_what_was_staged(tmp_path: Path, step: str) -> None:
    store, path = tmp_path / "store", losses(tmp_path / "a.csv")
    build([SAMPLE], store)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, step, str(path), str(store)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stdout.readline() == "there\n"
    with pytest.raises(StoreLockedError, match="Another process is importing 'oryx'"):
        take(store, path)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert imports_of(open_store(store)) == ()
    (held,) = waiting_imports(store)
    assert (held.name, held.tables, held.at_work) == ("oryx", ("a.csv",), False)
    told: list[tuple[int, bool]] = []
    report = take(store, path, told=lambda rows, anew: told.append((rows, anew)))
    assert report.staged_before == held.rows == (10 if step == "judging" else held.rows) > 0
    assert told == [(held.rows, False)]
    take(tmp_path / "whole", path)
    assert said(store) == said(tmp_path / "whole")
    assert not list((store / "builds").glob(".partial-*")) and not (store / WAITING).exists()


def stopped(store: Path, path: Path, asked: int = 3, **options: object) -> None:
    with pytest.raises((ImportStoppedError, BuildStoppedError)):
        take(store, path, stop=After(asked), **options)


def test_another_file_or_another_mapping_begins_anew_and_says_so(tmp_path: Path) -> None:
    store, path = tmp_path / "store", losses(tmp_path / "a.csv")
    stopped(store, path)
    losses(path, 2, 9)
    told: list[tuple[int, bool]] = []
    report = take(store, path, told=lambda rows, anew: told.append((rows, anew)))
    assert report.staged_before == 0 and told == [(0, True)]
    take(tmp_path / "whole", path)
    assert said(store) == said(tmp_path / "whole")


@pytest.mark.parametrize("name", ["statements.nt", "keys.txt", "reached.json"])
def test_what_a_power_cut_took_is_not_gone_on_from(tmp_path: Path, name: str) -> None:
    store, path = tmp_path / "store", losses(tmp_path / "a.csv")
    stopped(store, path)
    file = store / WAITING / "oryx" / name
    file.write_bytes(file.read_bytes()[:3])
    assert take(store, path).staged_before == 0
    take(tmp_path / "whole", path)
    assert said(store) == said(tmp_path / "whole")


def test_rows_that_are_added_to_an_import_go_on_too(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take(store, losses(tmp_path / "a.csv"), rejects=tmp_path / "again.csv")
    mended = [row | {"status": "destroyed"} for row in rejected(tmp_path / "again.csv")]
    mended[-1]["matID"] = "7-99"
    path = table(tmp_path / "again.csv", mended)
    stopped(store, path, 2)
    report = take(store, path)
    assert report.staged_before and report.added_to
    assert report.changes.added == ("7-4", "7-8", "7-99") and not report.changes.removed
    (held,) = imports_of(open_store(store))
    assert (held.rows, len(held.tables)) == (10, 2)


def test_a_mistake_in_the_table_leaves_nothing_waiting(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No row"):
        take(tmp_path / "store", _headed_only(tmp_path / "a.csv"))
    assert not (tmp_path / "store").exists()


def _headed_only(path: Path) -> Path:
    text = table(path, [loss("7-1")]).read_text(encoding="utf-8")
    path.write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    return path


def test_two_imports_at_once_both_come_in(tmp_path: Path) -> None:
    """While one reads its rows another is made whole: what the store holds is looked up when it is built."""
    store = tmp_path / "store"
    other = daily(tmp_path / "days.json", [{"date": "2024-03-05", "tank": 7}])

    def meanwhile(step: Step) -> None:
        if step.name == "rows" and not imports.get("uamod"):
            imports["uamod"] = True
            take(store, other, name="uamod")

    imports: dict[str, bool] = {}
    take(store, losses(tmp_path / "a.csv"), progress=meanwhile)
    assert [one.name for one in imports_of(open_store(store))] == ["oryx", "uamod"]


def test_what_waits_is_listed_and_dropped_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, path = tmp_path / "store", losses(tmp_path / "a.csv")
    monkeypatch.setenv("ARMSGRAPH_STORE", str(store))
    build([SAMPLE], store)
    stopped(store, path)
    assert main(["imports"]) == 1, "nothing of it is held"
    out = capsys.readouterr().out
    assert "oryx was begun" in out and "4 rows of a.csv" in out and "--drop oryx" in out
    assert main(["imports", "--begun", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["rows"] == 4
    with waiting_at(store, "oryx", "", ()):
        assert main(["imports", "--drop", "oryx"]) == 3
    capsys.readouterr()
    assert main(["imports", "--drop", "oryx"]) == 0
    assert "Dropped the 4 rows" in capsys.readouterr().out
    assert main(["imports", "--drop", "oryx"]) == 2
    assert "'oryx'" in capsys.readouterr().err
    with pytest.raises(InputError):
        drop_waiting("oryx", store)


def test_on_the_command_line_an_import_says_where_it_goes_on_and_after_ctrl_c_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = losses(tmp_path / "a.csv")
    monkeypatch.setenv("ARMSGRAPH_STORE", str(tmp_path / "store"))
    asked = ["import", "oryx", str(path), "--max-rejected", "0.5"]
    pressed = After(3)

    def reading(*given: object, **named: object):
        for row in real(*given, **named):
            if pressed():
                raise KeyboardInterrupt
            yield row

    real = staging.read_rows
    monkeypatch.setattr(staging, "read_rows", reading)
    assert main(asked) == 130
    assert "run the same command again to go on from the 2 rows" in capsys.readouterr().err
    monkeypatch.setattr(staging, "read_rows", real)
    assert main(asked) == 0
    assert "Going on from the 2 rows" in capsys.readouterr().err


def test_the_cost_is_told_before_an_import_begins_and_a_disk_without_room_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = losses(tmp_path / "a.csv", 1, 60), tmp_path / "store"
    monkeypatch.setattr(costing, "BULK_LIMITS", BULK_LIMITS._replace(cost_told_bytes=100))
    told: list[Expected] = []
    report = take(store, path, expect=told.append)
    assert report.staged is not None and told[0].rows == report.staged.rows == 61
    assert (told[0].triples, told[0].held) == (report.staged.told.triples, 0)
    assert told[0].seconds > 0 and told[0].cost.disk_bytes > report.staged.bytes and told[0].disk_free > 0
    assert told[0].memory_free > 0
    disk = namedtuple("disk", "total used free")(10**9, 10**9, 1000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: disk)
    with pytest.raises(StoreError, match=r"the disk has 0 MB left.*Nothing was written"):
        take(tmp_path / "other", path)
    assert not (tmp_path / "other").exists()


def test_a_few_rows_into_a_large_graph_cost_what_writing_it_anew_takes_and_not_their_start_so_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costing, "_triples_at", lambda _: 7_000_000)
    few = costing.cost_at(tmp_path, costing.Amount(2, 200, 20_000), 0.5)
    assert few.seconds == pytest.approx(0.5 + 7 * 7_000_200 * 5e-6)
    many = costing.cost_at(tmp_path, costing.Amount(9_000, 1_000_000, 10**8), 20.0)
    assert many.seconds == pytest.approx(20 + 7 * 8_000_000 * 2e-5), "so many tell how fast this machine is"


def test_of_a_long_table_only_the_beginning_is_read_to_tell_the_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [loss(f"7-{number}", url="x" * 600) for number in range(1, 3_001)]
    path = table(tmp_path / "a.csv", rows)
    assert path.stat().st_size > 3 * BULK_LIMITS.cost_sampled_bytes / 2
    read = []
    real = staging.read_rows
    monkeypatch.setattr(
        staging,
        "read_rows",
        lambda *given, **named: (read.append(row) or row for row in real(*given, **named)),
    )
    found = costing.expected(read_mapping("oryx"), [path], tmp_path / "store")
    assert found is not None and len(read) < 2_000
    assert 2_800 < found.rows < 3_200


def test_an_import_that_was_killed_while_it_made_the_first_build_goes_on(tmp_path: Path) -> None:
    (tmp_path / "store" / "builds" / ".partial-20240305T000000000000-00000000").mkdir(parents=True)
    assert take(tmp_path / "store", losses(tmp_path / "a.csv")).made
    assert [one.name for one in imports_of(open_store(tmp_path / "store"))] == ["oryx"]
