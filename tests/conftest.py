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
from servers import OXIGRAPH, VIRTUOSO, Server, start_oxigraph, start_virtuoso, virtuoso_seed
from serving import Served, serve

# A busy machine must fail no test: how fast something is, benchmarks say.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
LEFT_OUT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "OptimizationHints", "NetworkTimeServiceQuerying"),
    *("AimEnabled", "PreconnectToSearch", "Translate"),
)
"""What Playwright leaves out of Chromium; a second list replaces the first."""
NEVER_SEEN = (
    *("InitialWebUI", "WebUIReloadButton", "WebUIToolbar", "PreloadTopChromeWebUI", "WebUITabStrip"),
    *("WebUIOmniboxPopup", "OmniboxWebUIPopup", "WebUIOmniboxAimPopup", "TabSearchInProduct"),
    "SidePanelWebUI",
)
"""The browser's own bars and lists, which it draws for each window as pages: a quarter of a test's work."""


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
def served(_built_directory: Path) -> Iterator[Served]:
    """`armsgraph serve` over the sample raid; shared, so that no test may stop it or wear it out."""
    with serve(_built_directory) as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; where there is none the tests are skipped, but not where they must run."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        required = os.environ.get("CI") or os.environ.get("ARMSGRAPH_REQUIRE_BROWSER")
        (pytest.fail if required else pytest.skip)(
            "Chromium is not installed, so the app cannot be clicked through."
        )
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as for speed: a busy machine must fail no test
    with sync_playwright() as playwright:
        # Drawn by the browser's own process: one more for a graphics card that is not there only costs time.
        arguments = ["--no-sandbox", "--disable-gpu", "--in-process-gpu"]
        arguments.append(f"--disable-features={','.join((*LEFT_OUT, *NEVER_SEEN))}")
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Oxigraph's server, empty at first; shared, so that each test uses a store of its own or clears it."""
    _require_server(OXIGRAPH, "Oxigraph's server")
    with start_oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Virtuoso, empty at first; shared, so that each test uses a store of its own or clears it."""
    _require_server(VIRTUOSO, "Virtuoso")
    # The parent is shared by the test processes of one run, so that the tables are made once.
    seed = virtuoso_seed(tmp_path_factory.getbasetemp().parent)
    with start_virtuoso(tmp_path_factory.mktemp("virtuoso"), seed) as server:
        yield server


def _require_server(executable: str | None, name: str) -> None:
    if executable is None:
        required = os.environ.get("CI") or os.environ.get("ARMSGRAPH_REQUIRE_SERVERS")
        (pytest.fail if required else pytest.skip)(f"{name} is not installed, so nothing can be asked of it.")
