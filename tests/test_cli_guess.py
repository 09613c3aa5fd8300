"""`armsgraph import --guess`: a proposal for a table, written for editing and good to import with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.cli import main
from graph.mapping import read_mapping

TABLE = "When;Town;Dead\n08/09/2024;Millford;3\n24/08/2024;Brookton;1\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARMSGRAPH_STORE", str(tmp_path / "store"))
    (tmp_path / "my losses.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "my losses.csv"


def test_a_proposal_is_written_and_takes_the_table_as_it_is(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--guess", table.name, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["columns"] == {"date": "When", "place": "Town", "killed": "Dead"}
    assert (told["mapping"], told["order"], told["left_out"]) == ("my-losses.toml", "day-first", [])
    assert read_mapping("my-losses.toml").name == "my-losses"
    assert main(["import", "my-losses.toml", table.name, "--dry-run"]) == 0
    assert "to 2024-09-08" in capsys.readouterr().out


def test_a_file_that_is_there_is_not_written_over(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("my-losses.toml").write_text("mine", encoding="utf-8")
    assert main(["import", "--guess", table.name]) == 2
    assert "is there already" in capsys.readouterr().err
    assert Path("my-losses.toml").read_text(encoding="utf-8") == "mine"
    assert main(["import", "--guess", table.name, "--name", "other"]) == 0
    assert "What" not in capsys.readouterr().err and Path("other.toml").is_file()


def test_a_delimiter_that_does_not_fit_is_said_with_the_one_that_does(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--guess", table.name, "--delimiter", ","]) == 2
    assert "a semicolon would part its header into 3 columns" in capsys.readouterr().err
    assert main(["import", "--guess", table.name, "--delimiter", ";;"]) == 2
    assert main(["import", "--guess", table.name, "--encoding", "utf-9"]) == 2
