"""What the README shows runs as it stands."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph.ingest import build
from serving import serve

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("readme") / "store"
    build(None, directory)
    return directory


def run(command: list[str], store: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ARMSGRAPH_STORE": str(store), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=store.parent, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_python_example_runs_and_shows_a_denial_and_a_path(store: Path) -> None:
    [example] = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    done = run([sys.executable, "-c", example], store)
    assert done.stderr == ""
    assert "Patrick Ryder denies" in done.stdout
    assert "Belgorod raid" in done.stdout
    assert "links in networkx" in done.stdout


COMMANDS = [
    re.sub(r"\s+#.*", "", line)
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    for line in block.splitlines()
    if line.startswith("armsgraph ") and "--store http" not in line  # tests/test_uploading.py starts servers
]
SERVING = [command for command in COMMANDS if command.startswith("armsgraph serve")]


def test_each_way_of_serving_starts_a_server_that_answers(store: Path) -> None:
    assert SERVING
    for command in SERVING:
        flags = re.sub(r"--port \d+", "", command).split()[2:]
        with serve(store, *flags) as server:
            assert server.get(query="ASK { ?claim a ag:Claim }", format="csv").data.strip() == b"true"


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in SERVING])
def test_a_command_of_the_readme_answers(command: str, store: Path) -> None:
    words = [str(ROOT / word) if word.startswith("ontology/") else word for word in shlex.split(command)[1:]]
    done = run([sys.executable, "-m", "graph", *words], store)
    assert done.returncode == 0, done.stderr
    assert "armsgraph:" not in done.stderr
    assert done.stdout or "-o" in words or "save" in words


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
