"""The Import page without a browser: what is chosen, what a row becomes, when the button is active."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from graph.errors import BuildStoppedError
from graph.importing import Options, run_import, waiting_imports
from graph.ingest import build
from graph.layout import LOCK
from graph.mapping import read_mapping
from graph.mapping.fitting import known_mapping
from graph.matching import Happening, Target
from graph.progress import ROWS, Pace, Step
from graph.settings import STORE_VARIABLE
from graph.tables import RowFault
from graph.ui.import_desk import MATCHED, OWN, Given, ImportDesk, kept_copy
from graph.ui.import_file import rows_markup
from graph.ui.import_known import kinds_of
from graph.ui.import_meaning import preview_markup, set_column
from graph.ui.import_outcome import faults_markup
from graph.ui.import_running import is_tried
from graph.ui.import_store import why_not_writable
from graph.ui.import_work import Job, Task, Work, begin_writing, put_away, writing
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.words import say
from opening import opened_at
from tabling import After, loss, table

SAMPLES = Path(__file__).parent / "samples"
HOSTILE = "<script>alert(1)</script> [x](javascript:y)"
TABLE = f"id,Date,Town,Dead,Note\n1,24.08.2024,Millford,3,{HOSTILE}\n2,25.08.2024,Millford,many,\n"

COST = {
    "triples": 90,
    "held": 1_200,
    "seconds": 300.0,
    "cost": {"disk_bytes": 9_000_000, "memory_bytes": 20_000_000},
    "disk_free": 8_000_000,
    "memory_free": 2_000_000_000,
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    location = tmp_path_factory.mktemp("importing") / "store"
    build([SAMPLES / "raid.ttl"], location)
    return opened_at(location)


@pytest.fixture(autouse=True)
def named_store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page looks for the newest build where every page does."""
    if "opened" in request.fixturenames:
        monkeypatch.setenv(STORE_VARIABLE, request.getfixturevalue("opened").location)


def desk_of(folder: Path, text: str, name: str = "losses.csv") -> ImportDesk:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    desk = ImportDesk()
    desk.take(Given(path, name, path.stat().st_size, name))
    return desk


class Done:
    """Stands for work that ended."""

    done, problem, seconds = True, "", 1.5

    def __init__(self, desk: ImportDesk, task: Task, **result: object) -> None:
        self.job = Job(task, "store", name="losses.csv", rejected="rejected.csv")
        self.made_of = desk.made_of()
        self.result = result


def drawn(opened: Opened, desk: ImportDesk) -> AppTest:
    def page() -> None:
        import streamlit as st

        from graph.ui.importing import importing

        importing(st.session_state["opened"])

    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["opened"] = opened
    app.session_state["armsgraph-import"] = desk
    app.run()
    assert not app.exception
    return app


def test_a_file_is_recognised_and_its_columns_are_guessed(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, TABLE)
    assert desk.way == MATCHED and desk.matching.name == "losses"
    assert desk.matching.columns == {
        Target.ID: "id",
        Target.DATE: "Date",
        Target.PLACE: "Town",
        Target.KILLED: "Dead",
        Target.NOTE: "Note",
    }


def test_a_file_in_the_columns_of_a_mapping_that_comes_along_needs_no_matching(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, (SAMPLES / "acled.csv").read_text(encoding="utf-8"))
    assert desk.way == "acled" == known_mapping(desk.columns)
    assert desk.mapping().title == "ACLED events"


def test_a_file_that_is_no_table_is_said_in_a_sentence(opened: Opened, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, " \n")
    assert "only spaces" in desk.sample.problem
    assert "only spaces" in drawn(opened, desk).error[0].value


def test_the_page_goes_from_the_file_to_the_button_which_waits_for_the_dry_run(
    opened: Opened, tmp_path: Path
) -> None:
    desk = desk_of(tmp_path, TABLE)
    app = drawn(opened, desk)
    assert app.selectbox(key="import-target-date").value == "Date"
    assert app.button(key="import-go").disabled and not app.button(key="import-try").disabled
    desk.work = Done(
        desk,
        Task.TRY,
        rows=2,
        taken=1,
        rejected=0,
        claims=5,
        things=2,
        triples=90,  # type: ignore[assignment]
        cost=COST,
        faults=[],
        changes={"added": 1, "changed": 0, "removed": 0},
    )
    app = drawn(opened, desk)
    told = " ".join(one.value for one in app.markdown)
    assert (
        "about 90 triples to the 1,200" in told
        and "about 5 min, 9.0 MB of the disk (8.0 MB are free)" in told
    )
    assert "The disk has not that much room" in told
    assert not app.button(key="import-go").disabled and is_tried(desk)
    app.selectbox(key="import-happening").set_value(Happening.ATTACK).run()
    assert app.button(key="import-go").disabled and desk.matching.happening is Happening.ATTACK
    set_column(desk, Target.KILLED, "")
    assert not is_tried(desk), "what was tried is not what would be imported now"


class Judging(Done):
    """Stands for work whose rows are read, while they are held against the rules."""

    done, expected, staged_before, pace = False, {}, 0, Pace()

    def __init__(self, desk: ImportDesk, aside: Path, **found: object) -> None:
        super().__init__(desk, Task.TRY)
        self.job = replace(self.job, rejected=str(aside))
        self.found = found


def test_faulty_rows_are_shown_at_once_while_the_others_are_judged(opened: Opened, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, TABLE)
    (tmp_path / "rejected.csv").write_text("id\n2\n")
    fault = {"line": 3, "column": "Dead", "value": "many", "sentence": "'many' is no number."}
    found = {"rows": 2, "taken": 1, "rejected": 1, "silent": 0, "claims": 5, "things": 2, "triples": 90}
    desk.work = Judging(desk, tmp_path / "rejected.csv", faults=[fault], cost=COST, **found)  # type: ignore[assignment]
    app = drawn(opened, desk)
    told = " ".join(one.value for one in app.markdown)
    assert "All rows are read; now they are held against the rules" in told
    assert "about 5 min, 9.0 MB of the disk" in told
    assert "1 of 2 rows is taken" in told and "One row is rejected" in told
    assert "&#x27;many&#x27; is no number" in " ".join(one.proto.body for one in app.get("html"))
    assert app.button(key="import-try-stop").label == "Stop" and app.button(key="import-go").disabled
    desk.work = Judging(desk, tmp_path / "rejected.csv")  # type: ignore[assignment]
    assert "All rows are read" not in " ".join(one.value for one in drawn(opened, desk).markdown)


def test_the_child_tells_of_the_rows_before_it_judges_them(tmp_path: Path) -> None:
    losses = table(tmp_path / "a.csv", [loss("7-1"), loss("7-2")])
    heard: list[str] = []
    options = Options(
        check=True,
        read=lambda staged, cost: heard.append(f"{staged.rows} rows read, {cost.triples > 0}"),
        progress=lambda step: heard.append(step.name),
    )
    run_import(read_mapping("oryx"), [losses], tmp_path / "store", options)
    told = list(dict.fromkeys(heard))
    assert told.index("rows") < told.index("2 rows read, True") < told.index("judging")


def test_day_or_month_first_is_asked_only_where_a_date_can_be_two(opened: Opened, tmp_path: Path) -> None:
    for date, asked in (("2024/13/01", 0), ("8/9/2024", 1)):
        desk = desk_of(tmp_path, TABLE.replace("25.08.2024", date))
        assert len([one for one in drawn(opened, desk).radio if one.key == "import-order"]) == asked


def test_a_table_without_a_date_is_said_to_make_incidents_without_one(opened: Opened, tmp_path: Path) -> None:
    without = TABLE.replace("Date", "Colour").replace(".08.2024", "")
    for text, said in ((TABLE, False), (without, True)):
        captions = drawn(opened, desk_of(tmp_path, text)).caption
        assert any("will have no date" in one.value for one in captions) is said


def test_a_column_says_one_thing_and_what_it_said_before_no_more(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, TABLE)
    set_column(desk, Target.WEAPON, "Town")
    assert desk.matching.column(Target.PLACE) == "" and desk.matching.column(Target.WEAPON) == "Town"
    assert Target.PLACE not in desk.matching.reasons and Target.WEAPON not in desk.matching.reasons
    assert desk.matching.reasons[Target.DATE] == "By its name."


def test_cells_and_faults_are_shown_as_plain_text(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, TABLE)
    fault = RowFault(3, "Dead", HOSTILE, HOSTILE)
    for markup in (
        rows_markup(desk.columns, (*desk.sample.rows, fault)),
        faults_markup([{"line": 3, "column": HOSTILE, "value": HOSTILE, "sentence": HOSTILE}]),
        preview_markup(replace_fault(fault)),
    ):
        assert "<script>" not in str(markup) and "&lt;script&gt;" in str(markup)


def replace_fault(fault: RowFault):
    from graph.matching import Previewed

    return Previewed(2, 3, fault=fault)


def test_another_mapping_file_that_needs_other_columns_is_refused(opened: Opened, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, TABLE)
    desk.way = "acled"
    app = drawn(opened, desk)
    assert "has no column 'event_id_cnty'" in app.error[0].value.replace("\\", "")
    assert not [one for one in app.button if one.key == "import-go"]
    desk.way, desk.own = OWN, b"[import]\nname = 3"
    assert "dataset is missing" in drawn(opened, desk).error[0].value


def test_the_page_says_where_nothing_can_be_written(opened: Opened, tmp_path: Path) -> None:
    assert why_not_writable(opened.location) == ""
    assert "server" in why_not_writable("https://example.org/sparql")
    assert "may not be written" in why_not_writable(str(tmp_path / "gone"))
    far = replace(opened, location=str(tmp_path / "gone"))
    desk = desk_of(tmp_path, TABLE)
    desk.work = Done(desk, Task.TRY, taken=2)  # type: ignore[assignment]
    from graph.ui.import_running import is_tried as tried

    assert tried(desk) and why_not_writable(far.location)


def test_names_that_the_graph_holds_are_known_and_others_not(opened: Opened) -> None:
    kind = kinds_of(opened)
    known = {opened.label(iri): kind(opened.label(iri)) for iri in opened.entities()}
    assert {"actor", "weapon", "place"} <= set(known.values())
    assert kind("Nobody Ever") == ""


def test_an_upload_is_kept_under_its_bare_name_and_goes_with_the_session() -> None:
    desk = ImportDesk()

    def write(path: Path) -> None:
        path.write_bytes(b"a,b\n1,2\n")

    desk.take(kept_copy(desk.room, "../../etc/passwd.csv", "t", write))
    assert desk.given is not None
    path, room = desk.given.path, desk.room
    assert path.parent.parent == room and path.name == "passwd.csv" and desk.columns == ("a", "b")
    desk.drop()
    assert not path.exists() and desk.given is None
    del desk
    gc.collect()
    assert not room.exists()


def test_work_that_breaks_off_says_so_and_a_broken_mapping_is_a_sentence(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    work = Work(Job(Task.TRY, str(tmp_path / "store"), str(table), "t.csv", "[import]\n", None, "", ""))
    work.wait(60)
    assert work.done and "dataset is missing" in work.problem and not work.result


def test_work_that_is_stopped_says_that_nothing_was_written(tmp_path: Path) -> None:
    work = Work(Job(Task.TRY, str(tmp_path / "store"), str(tmp_path / "t.csv"), "t.csv", "[import]\n"))
    work.stop()
    work.wait(60)
    assert work.done and not work.result and work.problem == say("importing.stopped")
    assert not (tmp_path / "store").exists()


@pytest.fixture
def slow_job(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Job]:
    """An import that ends only when it is stopped: its child waits for ever."""
    real = subprocess.Popen
    step = json.dumps({"step": asdict(Step("rows", 1, 4, ROWS))})
    waits = f"import time; print({step!r}, flush=True); time.sleep(600)"
    monkeypatch.setattr(
        "graph.ui.import_work.subprocess.Popen",
        lambda _, **named: real([sys.executable, "-c", waits], **named),
    )
    yield Job(Task.IMPORT, opened.location, str(tmp_path / "t.csv"))
    work = writing(opened.location)
    if work is not None:
        work.stop()
        work.wait(30)
        put_away(opened.location)


def test_another_session_is_told_of_an_import_under_way_finds_its_end_and_cannot_begin_a_second(
    opened: Opened, slow_job: Job, tmp_path: Path
) -> None:
    work = begin_writing(slow_job)
    assert begin_writing(Job(Task.JOIN, opened.location)) is work
    other = drawn(opened, ImportDesk())
    assert "is being imported since" in other.info[0].value and other.button(key="store-stop").label == "Stop"
    tried = desk_of(tmp_path, TABLE)
    tried.work = Done(tried, Task.TRY, taken=2, rows=2, claims=1, things=1, changes={})  # type: ignore[assignment]
    assert drawn(opened, tried).button(key="import-go").disabled
    work.stop()
    work.wait(30)
    other = drawn(opened, ImportDesk())
    assert [one.value for one in other.error] == [plain(say("importing.stopped-import"))]
    other.button(key="store-put-away").click().run()
    assert not other.error and writing(opened.location) is None


def test_the_page_says_when_another_program_builds(opened: Opened) -> None:
    with FileLock(Path(opened.location) / LOCK):
        assert "Another program is building" in drawn(opened, ImportDesk()).info[0].value
    assert not drawn(opened, ImportDesk()).info


def test_an_import_that_was_stopped_is_listed_until_somebody_lets_go_of_it(
    opened: Opened, tmp_path: Path
) -> None:
    path = table(tmp_path / "lost_*here*.csv", [loss("7-1"), loss("7-2")])
    with pytest.raises(BuildStoppedError):
        run_import(read_mapping("oryx"), [path], opened.location, Options(stop=After(2)))
    app = drawn(opened, ImportDesk())
    told = [one.value for one in app.markdown if "was stopped after 2 rows" in one.value]
    assert len(told) == 1 and "*here*" not in told[0], "names stay text"
    app.button(key="import-let-go-oryx").click().run()
    assert not app.exception and waiting_imports(opened.location) == ()


def test_rejected_rows_are_understood_as_their_table_was_and_belong_to_its_import(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, TABLE)
    set_column(desk, Target.KILLED, "")
    desk.matching = replace(desk.matching, happening=Happening.ATTACK)
    chosen = desk.matching
    path = tmp_path / "losses-rejected.csv"
    path.write_text("id,Date,Town,Dead,Note,rejected_because,rejected_line\n2,25.08.2024,M,4,,no number,3\n")
    desk.take(Given(path, path.name, path.stat().st_size, "again"))
    assert desk.matching == chosen and chosen.name == "losses"
    assert desk.meant == ("id", "Date", "Town", "Dead", "Note")
    other = ImportDesk()
    other.take(Given(path, path.name, path.stat().st_size, "again"))
    assert other.matching.name == "losses", "in another session the name still says where they belong"
    assert "rejected_line" not in other.matching.columns.values()
