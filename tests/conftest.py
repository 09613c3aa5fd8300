"""A store of the sample raid, in memory and in a directory, for every test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from graph import KnowledgeGraph
from graph.ingest import build, build_in_memory
from graph.store import Store

# A busy machine must fail no test: how fast something is, benchmarks say.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"


@pytest.fixture(scope="session")
def sample_store() -> Store:
    """The sample raid in memory; shared, so that a test which wants to change it must build its own."""
    return build_in_memory([SAMPLE])


@pytest.fixture(scope="session")
def shipped_graph() -> KnowledgeGraph:
    """The curated graph of the five articles, in memory; built once, since its validation takes seconds."""
    return KnowledgeGraph(build_in_memory())


@pytest.fixture(scope="session")
def _built_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("built") / "store"
    build([SAMPLE], directory)
    return directory


@pytest.fixture
def sample_directory(tmp_path: Path, _built_directory: Path) -> Path:
    """A store directory with one finished build of the sample raid, for this test alone."""
    return Path(shutil.copytree(_built_directory, tmp_path / "store"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; where there is none the tests are skipped, but not where they must run."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        required = os.environ.get("CI") or os.environ.get("ARMSGRAPH_REQUIRE_BROWSER")
        (pytest.fail if required else pytest.skip)(
            "Chromium is not installed, so the app cannot be clicked through."
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()
