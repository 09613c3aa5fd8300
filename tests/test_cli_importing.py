"""`armsgraph import` and `imports` as a person types them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from graph.cli import main
from graph.settings import BULK_LIMITS
from tabling import event, loss, table


@pytest.fixture
def losses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARMSGRAPH_STORE", str(tmp_path / "store"))
    return table(tmp_path / "losses.csv", [loss("7-1"), loss("7-2")])


def test_a_dry_run_says_what_rows_become_and_writes_nothing(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "oryx", str(losses), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "Oryx shows Kestrel APC of Hillland as destroyed." in out
    assert "2 rows would become" in out
    assert sorted(losses.parent.iterdir()) == [losses]


def test_an_import_is_made_once_listed_and_taken_out(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "oryx", str(losses), "--changes", "changes.json"]) == 0
    assert json.loads(Path("changes.json").read_text(encoding="utf-8"))["added"] == ["7-1", "7-2"]
    assert main(["import", "oryx", str(losses)]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert main(["imports", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["import"], listed["rows"]) == ("oryx", 2)
    assert listed["tables"][0]["licence"].startswith("https://creativecommons.org")
    assert main(["imports", "--remove", "oryx"]) == 0
    assert main(["imports"]) == 1


def test_an_import_may_be_called_otherwise_and_read_by_a_mapping_of_ones_own(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from graph.mapping.reading import SHIPPED

    mine = losses.with_name("mine.toml")
    mine.write_bytes((SHIPPED / "oryx.toml").read_bytes())
    assert main(["import", "hill", str(losses), "--mapping", str(mine), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["import"] == "hill"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "orix", "losses.csv"], "orix"),
        (["import", "oryx"], "No table is given"),
        (["import", "oryx", "nothing.csv"], "nothing.csv"),
        (["import", "oryx", "losses.csv", "--name", "My Losses"], "My Losses"),
        (["import", "oryx", "losses.csv", "--max-rejected", "7"], "0 to 1"),
        (["import", "ucdp", "losses.csv"], "no column"),
        (["imports", "--remove", "oryx"], "store"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_exit_code_2_or_3(
    losses: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) in {2, 3}
    assert said in capsys.readouterr().err
    assert not (losses.parent / "store").exists()


def test_a_build_keeps_imports_and_says_so_unless_told_otherwise(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = str(Path(__file__).parent / "samples" / "raid.ttl")
    main(["import", "oryx", str(losses)])
    assert main(["build", sample]) == 0
    assert "Kept the imports oryx" in capsys.readouterr().out
    assert main(["imports"]) == 0
    assert main(["build", sample, "--without-imports"]) == 0
    assert main(["imports"]) == 1


def test_the_columns_of_a_table_tell_its_mapping(losses: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(losses), "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "has the columns of the mapping oryx" in told.err
    assert "2 rows would become" in told.out
    other = table(losses.with_name("other.csv"), [{"place": "Bridge town", "people": "7"}])
    assert main(["import", str(other)]) == 2
    assert "no mapping that comes along" in capsys.readouterr().err


def test_rows_that_were_set_aside_are_taken_by_the_command_that_is_told(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from graph.mapping.reading import SHIPPED

    mine = losses.with_name("mine.toml")
    mine.write_bytes((SHIPPED / "oryx.toml").read_bytes())
    table(losses, [loss("7-1"), loss("7-2", status="lost")])
    given = ["import", "hill", str(losses), "--mapping", str(mine), "--max-rejected", "0.5"]
    assert main(given) == 0
    command = capsys.readouterr().out.partition("run `")[2].partition("`")[0]
    assert command == f"armsgraph import {mine} hill-rejected.csv --name hill"
    rejected = Path("hill-rejected.csv")
    rejected.write_text(
        rejected.read_text(encoding="utf-8").replace(",lost,", ",captured,"), encoding="utf-8"
    )
    assert main(command.split()[1:]) == 0
    assert "Added to the import hill" in capsys.readouterr().out
    assert main(["imports", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["import"], listed["rows"]) == ("hill", 2)


def test_what_a_claim_is_shown_by_and_reported_in_is_told_as_plain_text(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from graph.knowledge import KnowledgeGraph
    from graph.ui.evidence import claim_card

    shot = table(losses, [loss("7-1", url="https://example.org/1.jpg?b&x=1")])
    events = table(losses.with_name("events.csv"), [event("1")])
    assert main(["import", "oryx", str(shot)]) == 0
    assert main(["import", "ucdp", str(events)]) == 0
    capsys.readouterr()
    assert main(["claims", "--by", "Oryx"]) == 0
    assert "shown at https://example.org/1.jpg?b&x=1" in capsys.readouterr().out.replace("\n", " ")
    assert main(["claims", "--by", "River News"]) == 0
    assert "reported in River News, Shots at the bridge, 2024-03-05" in " ".join(
        capsys.readouterr().out.split()
    )
    graph = KnowledgeGraph.open(losses.parent / "store")
    (said,) = graph.claims_found(by="River News")
    assert [report.title for report in said.reported_in] == ["Shots at the bridge"]
    assert "Reported in: Shots at the bridge. River News" in str(claim_card(said))
    shown = str(claim_card(graph.claims_found(by="Oryx")[0]))
    assert "Shown at https://example.org/1.jpg?b&amp;x=1" in shown
    assert "href" not in shown.partition("Shown at")[2].partition("</p>")[0]


def test_a_dry_run_of_a_table_without_rows_says_that_there_is_nothing(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    losses.write_text(losses.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert main(["import", "oryx", str(losses), "--dry-run"]) == 1
    assert "There is nothing to import" in capsys.readouterr().out


def test_more_rows_than_one_import_may_have_are_refused_before_they_are_read(
    losses: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.importing import costing, running

    table(losses, [loss(f"7-{number}") for number in range(40)])
    small = BULK_LIMITS._replace(cost_told_bytes=100, cost_sampled_bytes=1_000)
    monkeypatch.setattr(costing, "BULK_LIMITS", small)
    monkeypatch.setattr(running, "file_digest", None)  # reading all of a large table takes minutes
    for more in ([], ["--dry-run"]):
        assert main(["import", "oryx", str(losses), "--max-rows", "39", *more]) == 2
        told = capsys.readouterr().err
        assert "About 40 rows become" in told
        assert "has about 40 rows, and one import may have 39" in told and "allow more (--max-rows)" in told
    assert main(["import", "oryx", str(losses), "--max-rows", "40", "--dry-run"]) == 0
    assert main(["import", "oryx", str(losses), "--max-rows", "0", "--dry-run"]) == 2
    assert not (losses.parent / "store").exists()


def test_what_changed_is_told_even_where_the_file_for_it_cannot_be_written(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "oryx", str(losses), "--changes", str(losses / "changes.json")]) == 3
    told = capsys.readouterr()
    assert "Imported oryx" in told.out and "cannot be written" in told.err


def test_pipes_and_devices_are_no_mappings_and_nobody_waits_for_them(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(losses.with_name("pipe"))
    for given in (["import", "pipe"], ["import", "oryx", str(losses), "--mapping", "/dev/zero"]):
        assert main(given) == 2
        assert "no ordinary file; give a TOML file" in capsys.readouterr().err


def test_a_mapping_that_may_not_be_read_is_not_said_to_be_missing(
    losses: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    losses.with_name("mine.toml").touch()
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert main(["import", "mine.toml", str(losses)]) == 2
    assert "The mapping 'mine.toml' cannot be read: Permission denied." in capsys.readouterr().err


def test_what_a_table_without_names_of_columns_lacks_is_said_shortly(
    losses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    losses.write_text("x" * 5_000, encoding="utf-8")
    assert main(["import", "oryx", str(losses), "--dry-run"]) == 2
    assert len(capsys.readouterr().err) < 500
    losses.write_text("1,2,3\n" * 9, encoding="utf-8")
    assert main(["import", "oryx", str(losses), "--dry-run"]) == 2
    said = "No line of it names columns, so they are called column 1, column 2, column 3."
    assert said in capsys.readouterr().err
