"""Columns lie beside a build, open as they were written, and are derived anew where they do not fit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from graph.builds import current_build
from graph.columns import columns_of, derive_columns, open_columns, write_columns
from graph.errors import StoreError
from graph.ingest import build_in_memory
from graph.settings import BULK_LIMITS, STORE_FORMAT_VERSION
from graph.store import open_store
from test_columns import same

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"


def kept(directory: Path) -> Path:
    return current_build(directory).columns


def rewrite(folder: Path, **changed: object) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changed), encoding="utf-8")


def test_what_was_written_opens_as_it_was(sample_store, tmp_path):
    columns = derive_columns(sample_store)
    write_columns(columns, tmp_path / "columns", build="one")
    assert same(open_columns(tmp_path / "columns", build="one"), columns)


def test_columns_written_a_few_numbers_at_a_time_open_as_they_were(sample_store, tmp_path, monkeypatch):
    columns = derive_columns(sample_store)
    monkeypatch.setattr("graph.columns.folder.BULK_LIMITS", BULK_LIMITS._replace(written_numbers=3))
    write_columns(columns, tmp_path / "columns", build="one")
    mapped = open_columns(tmp_path / "columns", build="one")
    assert same(mapped, columns)
    write_columns(mapped, tmp_path / "again", build="one")  # what is let go of a mapped array is read again
    assert same(open_columns(tmp_path / "again", build="one"), columns)


def test_empty_columns_open_as_they_were(tmp_path):
    columns = derive_columns(open_store())
    write_columns(columns, tmp_path / "columns")
    assert same(open_columns(tmp_path / "columns"), columns)


def test_opened_columns_are_mapped_and_cannot_be_changed(sample_store, tmp_path):
    write_columns(derive_columns(sample_store), tmp_path / "columns")
    stance = open_columns(tmp_path / "columns").stance
    owner = stance
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    assert isinstance(owner, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        stance[0] = 1


def test_a_build_keeps_the_columns_of_what_it_has_built(sample_directory, sample_store):
    folder = kept(sample_directory)
    assert same(open_columns(folder, build=folder.parent.name), derive_columns(sample_store))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["claims"] == 13
    assert manifest["format_version"] == STORE_FORMAT_VERSION
    assert manifest["identity_key"] == derive_columns(sample_store).identity_key


def test_a_store_takes_the_columns_that_are_kept(sample_directory):
    rewrite(kept(sample_directory), identity_key="the kept ones")
    assert columns_of(open_store(sample_directory)).identity_key == "the kept ones"


def test_a_store_is_asked_for_its_columns_once(sample_directory):
    for store in (build_in_memory([SAMPLE]), open_store(sample_directory)):
        assert columns_of(store) is columns_of(store)


def _lose(folder: Path) -> None:
    (folder / "arrays.npy").unlink()
    (folder / "manifest.json").unlink()
    folder.rmdir()


def _cut(folder: Path, size: int) -> None:
    path = folder / "arrays.npy"
    path.write_bytes(path.read_bytes()[:size])


def _claim_more(folder: Path) -> None:
    places = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["arrays"]
    dtype, start, _ = places["stance"]
    rewrite(folder, arrays=places | {"stance": [dtype, start, 10**9]})


def _become_a_file(folder: Path) -> None:
    _lose(folder)
    folder.write_text("mine", encoding="utf-8")


def _flip(folder: Path) -> None:
    written = bytearray((folder / "arrays.npy").read_bytes())
    written[len(written) // 2] ^= 0xFF
    (folder / "arrays.npy").write_bytes(written)


DAMAGE = {
    "of the right size, but for one byte": _flip,
    "missing": _lose,
    "a file": _become_a_file,
    "without arrays": lambda folder: (folder / "arrays.npy").unlink(),
    "without a manifest": lambda folder: (folder / "manifest.json").unlink(),
    "truncated": lambda folder: _cut(folder, 1000),
    "emptied": lambda folder: _cut(folder, 0),
    "not ours": lambda folder: (folder / "arrays.npy").write_bytes(b"PK\x03\x04 a foreign file"),
    "an array of something else": lambda folder: np.save(folder / "arrays.npy", np.zeros((9, 9))),
    "an array too long": _claim_more,
    "an array short": lambda folder: rewrite(folder, arrays={}),
    "no JSON": lambda folder: (folder / "manifest.json").write_text("{", encoding="utf-8"),
    "no manifest of ours": lambda folder: (folder / "manifest.json").write_text("[]", encoding="utf-8"),
    "of an older format": lambda folder: rewrite(folder, format_version=STORE_FORMAT_VERSION - 1),
    "of another build": lambda folder: rewrite(folder, build="20230524T000000000000-00000000"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_columns_that_do_not_fit_are_derived_anew_without_a_word(
    sample_directory, sample_store, damage, capfd
):
    folder = kept(sample_directory)
    DAMAGE[damage](folder)
    with pytest.raises(StoreError, match=r"columns.* cannot be used"):
        open_columns(folder, build=folder.parent.name)
    expected = derive_columns(sample_store)
    assert same(columns_of(open_store(sample_directory)), expected)
    assert same(open_columns(folder, build=folder.parent.name), expected)
    assert {path.name for path in folder.parent.iterdir()} == {
        "columns",
        "labels.sqlite",
        "links",
        "manifest.json",
        "oxigraph",
        "wordings",
    }
    assert capfd.readouterr() == ("", "")


NOTHING_MAY_BE_WRITTEN = """
import resource, sys
from graph.columns import columns_of
from graph.store import open_store
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
print(len(columns_of(store).claims))
"""


def test_where_nothing_can_be_written_columns_stay_in_memory(sample_directory):
    pytest.importorskip("resource")
    folder = kept(sample_directory)
    _lose(folder)
    command = [sys.executable, "-c", NOTHING_MAY_BE_WRITTEN, str(sample_directory)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("13\n", "")
    assert {path.name for path in folder.parent.iterdir()} == {
        "labels.sqlite",
        "links",
        "manifest.json",
        "oxigraph",
        "wordings",
    }


READING = """
import sys
from graph.columns import columns_of
from graph.store import open_store
store = open_store(sys.argv[1])
sys.stdin.readline()
print(len(columns_of(store).claims))
"""


@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_readers_at_the_same_time_derive_without_hindering_each_other(sample_directory, sample_store, damage):
    folder = kept(sample_directory)
    DAMAGE[damage](folder)
    command = [sys.executable, "-c", READING, str(sample_directory)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    readers = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for reader in readers:
        reader.stdin.write("now\n")
        reader.stdin.flush()
    assert [reader.communicate() for reader in readers] == [("13\n", "")] * 4
    assert same(open_columns(folder, build=folder.parent.name), derive_columns(sample_store))
    assert len(list(folder.parent.iterdir())) == 6
