"""Real SPARQL servers for tests: Oxigraph's and Virtuoso, each in a folder of its own on free ports.

A server can be killed and started again on the same folder and ports, as a machine that loses its power
and comes back. Its log is kept beside what it stores.
"""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

HOST = "127.0.0.1"
PORTS = range(20_000, 32_000)
START_SECONDS = 120.0
"""Longest wait for a server; Virtuoso's first start on a folder takes 17 s on an idle machine."""
VIRTUOSO = shutil.which("virtuoso-t")
OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO_SETTINGS = Path(__file__).with_name("virtuoso.ini")
VIRTUOSO_MAX_ROWS = 1_000_000
"""As the settings have it."""
VIRTUOSO_USER = "dba"
VIRTUOSO_PASSWORD = "dba"
"""As a new database has it; it listens to this machine only and ends with the test."""


@dataclass(slots=True)
class Server:
    """A server process that can be killed and started again."""

    kind: str
    folder: Path
    command: Sequence[str]
    query: str
    """Address of the SPARQL Protocol for queries; what `open_store` and ``--store`` take."""
    update: str
    """Address of the SPARQL Protocol for updates."""
    graph_store: str
    """Address of the Graph Store Protocol, which takes ``?graph=IRI``."""
    user: str = ""
    password: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def log(self) -> Path:
        """Where everything that the server prints is kept."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start the process and return once it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + START_SECONDS
        while not answers(self.query):
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"{self.kind} did not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End the process at once, as a power cut does."""
        self._end(hard=True)

    def stop(self) -> None:
        """Let the process write what it has and end."""
        self._end(hard=False)

    def _end(self, *, hard: bool) -> None:
        if self.process is None:
            return
        (self.process.kill if hard else self.process.terminate)()
        self.process.wait(timeout=START_SECONDS)
        self.process = None


def answers(address: str) -> bool:
    """Tell whether a server answers a query at `address`, be it with a refusal."""
    try:
        with urllib.request.urlopen(f"{address}?query=ASK%7B%7D", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def free_port() -> int:
    """Return a port of this machine that nobody listens to.

    It lies below those that the system gives to whoever connects anywhere: such a one may be taken between
    this question and the server's start, or while a server that was killed is away.
    """
    for port in random.SystemRandom().sample(PORTS, 200):
        with socket.socket() as one, suppress(OSError):
            one.bind((HOST, port))
            return port
    raise RuntimeError(f"No port of 200 tried from {PORTS.start} to {PORTS.stop} is free.")


@contextmanager
def start_oxigraph(folder: Path) -> Iterator[Server]:
    """Run Oxigraph's server on `folder` until the block ends."""
    if OXIGRAPH is None:
        raise FileNotFoundError("oxigraph is not installed: pip install oxigraph")
    folder.mkdir(parents=True, exist_ok=True)
    bind = f"{HOST}:{free_port()}"
    command = (OXIGRAPH, "serve", "--location", str(folder / "quads"), "--bind", bind)
    root = f"http://{bind}"
    yield from _running(
        Server("Oxigraph", folder, command, f"{root}/query", f"{root}/update", f"{root}/store")
    )


@contextmanager
def start_virtuoso(
    folder: Path, seed: Path | None = None, max_rows: int = VIRTUOSO_MAX_ROWS
) -> Iterator[Server]:
    """Run Virtuoso on `folder` until the block ends; with a `seed` it need not make its tables first.

    `max_rows` is its ``ResultSetMaxRows``, beyond which it cuts every answer.
    """
    if VIRTUOSO is None:
        raise FileNotFoundError("Virtuoso is not installed: apt-get install virtuoso-opensource-7")
    folder.mkdir(parents=True, exist_ok=True)
    if seed is not None:
        shutil.copytree(seed, folder, dirs_exist_ok=True)
    yield from _running(_virtuoso(folder, max_rows))


def _virtuoso(folder: Path, max_rows: int) -> Server:
    http, sql = f"{HOST}:{free_port()}", f"{HOST}:{free_port()}"
    settings = VIRTUOSO_SETTINGS.read_text(encoding="utf-8")
    settings = settings.replace("127.0.0.1:8890", http).replace("127.0.0.1:1111", sql)
    settings = settings.replace(f"MaxRows = {VIRTUOSO_MAX_ROWS}", f"MaxRows = {max_rows}")
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    command = (str(VIRTUOSO), "+foreground", "+wait", "+configfile", "virtuoso.ini")
    root = f"http://{http}"
    endpoint = f"{root}/sparql-auth"
    crud = f"{root}/sparql-graph-crud-auth"
    return Server("Virtuoso", folder, command, endpoint, endpoint, crud, VIRTUOSO_USER, VIRTUOSO_PASSWORD)


def virtuoso_seed(shared: Path) -> Path:
    """Return a folder with Virtuoso's tables, made once for all test processes that share `shared`."""
    seed = shared / "virtuoso-seed"
    with FileLock(shared / "virtuoso-seed.lock"):
        if not (seed / "virtuoso.db").exists():
            making = shared / "virtuoso-making"
            with start_virtuoso(making) as server:
                server.stop()
            for name in ("server.log", "virtuoso.log", "virtuoso.ini"):
                (making / name).unlink(missing_ok=True)
            making.rename(seed)
    return seed


def _running(server: Server) -> Iterator[Server]:
    """Yield the started server; a kill is the quick way to stop what nobody will read again."""
    server.start()
    try:
        yield server
    finally:
        server.kill()
