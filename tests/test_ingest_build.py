from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from graph import KnowledgeGraph
from graph.builds import current_build
from graph.errors import DataError, InputError, StoreError, StoreLockedError, StoreMissingError
from graph.ingest import build, build_in_memory, places, writing
from graph.namespaces import GRAPH_CURATED
from graph.search import LabelIndex
from graph.settings import LIMITS
from graph.store import open_store

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"


def builds(directory: Path) -> set[str]:
    return {path.name for path in (directory / "builds").iterdir()}


def in_use(directory: Path) -> str:
    return current_build(directory).path.name


def test_a_build_reports_what_it_has_made(tmp_path):
    steps = []
    report = build([SAMPLE], tmp_path / "store", steps.append)
    assert [step.name for step in steps] == ["reading", "judging", "deriving", "writing", "switching"]
    assert [(step.done, step.total) for step in steps] == [(number, 6) for number in (0, 1, 2, 4, 5)]
    assert report.name == in_use(tmp_path / "store")
    counts = report.manifest.counts
    assert (counts["entities"], counts["documents"]) == (14, 2)
    assert (counts["propositions"], counts["claims"]) == (12, 13)
    assert counts["triples"] == len(open_store(tmp_path / "store"))
    assert report.seconds > 0


def test_the_manifest_names_the_files_and_what_was_in_them(sample_directory):
    import hashlib

    [file] = current_build(sample_directory).manifest.inputs
    assert (file.name, file.sha256) == ("raid.ttl", hashlib.sha256(SAMPLE.read_bytes()).hexdigest())


def test_memory_and_directory_hold_the_same(sample_directory, sample_store):
    store = open_store(sample_directory)
    for graph in sample_store.graphs():
        if not graph.endswith("ontology"):  # which has blank nodes, named anew at each reading
            assert set(store.quads(graph)) == set(sample_store.quads(graph)) != set()


def test_a_new_build_is_used_at_once_and_old_ones_are_removed(sample_directory):
    names = [in_use(sample_directory)]
    for _ in range(LIMITS.kept_builds + 1):
        names.append(build([SAMPLE], sample_directory).name)
        assert in_use(sample_directory) == names[-1]
    assert builds(sample_directory) == set(names[-LIMITS.kept_builds :])


def test_a_reader_keeps_what_it_opened_while_a_new_build_takes_over(sample_directory):
    store, names = open_store(sample_directory), LabelIndex.at(sample_directory)
    for _ in range(LIMITS.kept_builds + 1):
        build([SAMPLE], sample_directory)
    assert len(list(store.quads(GRAPH_CURATED))) > 0
    assert names.resolve("GC").label == "Grey Column"


def test_broken_data_leaves_the_old_store_in_use(sample_directory, tmp_path):
    before = in_use(sample_directory)
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(DataError):
        build([SAMPLE, broken], sample_directory)
    assert (in_use(sample_directory), builds(sample_directory)) == (before, {before})


def test_broken_data_makes_no_store(tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(DataError):
        build([broken], tmp_path / "store")
    with pytest.raises(StoreMissingError):
        open_store(tmp_path / "store")


def test_a_missing_file_is_said_before_anything_is_made(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        build([tmp_path / "missing.ttl"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_two_builds_at_once_are_refused(sample_directory):
    before = in_use(sample_directory)
    with (
        FileLock(sample_directory / "build.lock"),
        pytest.raises(StoreLockedError, match="by another process"),
    ):
        build([SAMPLE], sample_directory)
    assert in_use(sample_directory) == before


def test_a_store_where_a_file_stands_is_refused(tmp_path):
    place = tmp_path / "store"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is a file; give a directory"):
        build([SAMPLE], place)
    assert place.read_text(encoding="utf-8") == "mine"


STEPS = ["create_store", "write_label_index", "write_columns", "write_links", "_write_durably"]


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_leaves_the_old_store_in_use(sample_directory, monkeypatch, step):
    before = in_use(sample_directory)
    fault = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patch:
        patch.setattr(writing, step, _raising(fault))
        with pytest.raises(StoreError, match=r"the disk is full.*still in use"):
            build([SAMPLE], sample_directory)
    assert (in_use(sample_directory), builds(sample_directory)) == (before, {before})
    build([SAMPLE], sample_directory)
    assert in_use(sample_directory) != before


@pytest.mark.parametrize(
    ("module", "step"), [*((writing, step) for step in STEPS), (places, "switch"), (places, "prune")]
)
def test_an_interrupted_build_leaves_a_whole_store_in_use(sample_directory, monkeypatch, module, step):
    before = in_use(sample_directory)
    with monkeypatch.context() as patch:
        patch.setattr(module, step, _raising(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            build([SAMPLE], sample_directory)
    assert (in_use(sample_directory) == before) is (step != "prune")
    assert not [name for name in builds(sample_directory) if name.startswith(".partial")]
    assert len(open_store(sample_directory)) > 0


def _raising(fault: BaseException):
    def step(*arguments, **named):
        raise fault

    return step


KILLED = """
import os, sys
from pathlib import Path
from graph.ingest import build, places, writing
module = places if hasattr(places, sys.argv[1]) else writing
setattr(module, sys.argv[1], lambda *arguments, **named: os._exit(9))
build([Path(sys.argv[2])], sys.argv[3])
"""


@pytest.mark.parametrize("step", ["write_label_index", "write_columns", "switch"])
def test_a_killed_build_is_cleared_away_by_the_next(sample_directory, step):
    before = in_use(sample_directory)
    command = [sys.executable, "-c", KILLED, step, str(SAMPLE), str(sample_directory)]
    assert subprocess.run(command, check=False).returncode == 9
    assert len(builds(sample_directory)) == 2
    assert in_use(sample_directory) == before
    assert len(open_store(sample_directory)) > 0
    after = build([SAMPLE], sample_directory).name
    assert in_use(sample_directory) == after
    assert not [name for name in builds(sample_directory) if name.startswith(".partial")]


def test_a_first_build_that_was_killed_leaves_a_store_that_says_so(tmp_path):
    command = [sys.executable, "-c", KILLED, "write_label_index", str(SAMPLE), str(tmp_path / "store")]
    assert subprocess.run(command, check=False).returncode == 9
    with pytest.raises(StoreError, match="half-built"):
        open_store(tmp_path / "store")
    build([SAMPLE], tmp_path / "store")
    assert len(builds(tmp_path / "store")) == 1


SMALL_FILES = """
import resource, sys
from pathlib import Path
from graph.errors import StoreError
from graph.ingest import build
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
try:
    build([Path(sys.argv[2])], sys.argv[3])
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("bytes_allowed", [600, 6000, 20000])
def test_a_machine_that_refuses_to_write_leaves_the_old_store_in_use(sample_directory, bytes_allowed):
    pytest.importorskip("resource")
    before = in_use(sample_directory)
    command = [sys.executable, "-c", SMALL_FILES, str(bytes_allowed), str(SAMPLE), str(sample_directory)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "could not be built" in done.stdout
    assert "larger than this machine allows" in done.stdout
    assert (in_use(sample_directory), builds(sample_directory)) == (before, {before})


def test_a_second_build_in_memory_shares_nothing_with_the_first(sample_store):
    again = build_in_memory([SAMPLE])
    assert set(again.quads(GRAPH_CURATED)) == set(sample_store.quads(GRAPH_CURATED))
    assert again.dataset is not sample_store.dataset


def test_a_graph_that_is_open_answers_after_its_build_has_been_removed(tmp_path):
    build([SAMPLE], tmp_path)
    opened = KnowledgeGraph.open(tmp_path)
    first = in_use(tmp_path)
    for _ in range(LIMITS.kept_builds):
        build([SAMPLE], tmp_path)
    assert first not in builds(tmp_path)
    assert opened.search("GC")[0].label == "Grey Column"
    assert opened.counts()["claims"] == 13
