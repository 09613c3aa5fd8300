"""A disk that fills while a table is imported: said in a sentence, and nothing stays behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.importing.waiting import WAITING
from tabling import loss, table
from test_ingest_build import builds, in_use

SMALL_FILES = """
import resource, sys
from graph.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000,) * 2)
sys.exit(main(["import", "oryx", sys.argv[1], "--store", sys.argv[2]]))
"""


def test_a_disk_that_fills_while_rows_are_read_leaves_the_store_and_nothing_else(
    sample_directory: Path, tmp_path: Path
) -> None:
    pytest.importorskip("resource")
    path = table(tmp_path / "a.csv", [loss(f"7-{number}") for number in range(1, 13)])
    before = in_use(sample_directory), builds(sample_directory), set(sample_directory.parent.iterdir())
    command = [sys.executable, "-c", SMALL_FILES, str(path), str(sample_directory)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "The import 'oryx' was not taken in: a file would be larger than this machine" in done.stderr
    assert f"the store {str(sample_directory)!r} is as it was" in done.stderr
    after = in_use(sample_directory), builds(sample_directory), set(sample_directory.parent.iterdir())
    assert after == before
    assert not list(sample_directory.glob(f"{WAITING}/*"))
