"""The app on a free port, and pages of a real Chromium that fail on any error and any foreign request."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from graph.ingest import build
from graph.resources import shipped
from resting import follow, patient, quiet
from servers import free_port

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
# Below a page's path Streamlit first looks for its server there, then at the root: its own 404s.
STREAMLIT_PROBES = ("/_stcore/health", "/_stcore/host-config")
START_SECONDS = 120.0


@dataclass
class Watched:
    """A browser page, with everything that went wrong on it."""

    page: Any
    origin: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        follow(self.page)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("console", self._console)
        self.page.on("request", self._request)

    def _console(self, message: Any) -> None:
        address = str(message.location.get("url", ""))
        if message.type == "error" and not address.endswith(STREAMLIT_PROBES):
            self.faults.append(f"console error: {message.text} ({address})")

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.origin:
            self.faults.append(f"request to another place: {request.url}")


def start_app(store: Path, log: Path, page: Path | None = None) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app, or only `page`, on `store` and wait until its server is up."""
    port = free_port()
    app = shipped("app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(page or app), "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=app.parent,
            env={**os.environ, "ARMSGRAPH_STORE": str(store)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return process, address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise AssertionError(f"the app did not start: {log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Return a function that serves a store directory, by the app or a page alone, and gives the address."""
    started: list[subprocess.Popen[bytes]] = []

    def start(store: Path, page: Path | None = None) -> str:
        process, address = start_app(store, tmp_path_factory.mktemp("app") / "log", page)
        started.append(process)
        return address

    yield start
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def address(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app on the sample raid and on labels that try to be script."""
    store = tmp_path_factory.mktemp("browser") / "store"
    build([SAMPLES / "raid.ttl", HERE / "hostile.ttl"], store)
    return serve(store)


@pytest.fixture(scope="session")
def shipped_address(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app on the graph that ships."""
    store = tmp_path_factory.mktemp("shipped") / "store"
    build(None, store)
    return serve(store)


ACTS = ("click", "dblclick", "fill", "press", "press_sequentially", "select_option", "set_input_files")


@pytest.fixture(scope="session", autouse=True)
def no_hand_is_quicker_than_the_page() -> Iterator[None]:
    """Whoever clicks, types or chooses first waits until the page is at rest."""
    from playwright.sync_api import Locator

    with pytest.MonkeyPatch.context() as patched:
        for act in ACTS:
            patched.setattr(Locator, act, patient(getattr(Locator, act)))
        yield


OPENED: pytest.StashKey[list[Watched]] = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say of a test that failed what its pages showed: without that, a failure elsewhere cannot be told."""
    report = yield
    if report.when == "call" and report.failed:
        report.sections += [
            (f"Page {number}", seen(one.page)) for number, one in enumerate(item.stash.get(OPENED, []))
        ]
    return report


def seen(page: Any) -> str:
    """Return the address of a page, what can be read on it, and where a picture of it is."""
    try:
        file = Path(tempfile.mkdtemp(prefix="armsgraph-page-")) / "page.png"
        page.screenshot(path=file)
        state = page.locator("[data-testid=stApp]").get_attribute("data-test-script-state", timeout=1_000)
        return f"{page.url} ({state}), {file}\n{page.locator('body').inner_text(timeout=1_000)}"
    except Exception as error:  # whatever is wrong with the page, the test's own failure counts
        return f"The page cannot be read: {error}"


@pytest.fixture
def watched(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Return a function that opens an address in a new page; at the end nothing may have gone wrong."""
    opened: list[Watched] = request.node.stash.setdefault(OPENED, [])
    contexts = []

    def show(url: str, *, width: int = 1440, height: int = 900, scheme: str = "light") -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        one = Watched(context.new_page(), urlsplit(url).netloc)
        one.watch()
        opened.append(one)
        one.page.goto(url)
        one.page.wait_for_selector("[data-testid=stMain] h2")
        quiet(one.page)
        return one.page

    yield show
    for context in contexts:
        context.close()
    assert [fault for one in opened for fault in one.faults] == []
