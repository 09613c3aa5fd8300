"""Start `armsgraph serve` in a process of its own, and ask it over HTTP."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import urllib3

from commandline import environment

CURATED = "https://w3id.org/armsgraph/graph/curated"
RELATIONS = "https://w3id.org/armsgraph/graph/relations"
RUNAWAY = 'ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(CONCAT(STR(?a), STR(?d), STR(?j)) = "x") }'
"""No row of it is true, and there are more than can be gone through."""
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""Its first rows come at once, its last never."""
FORM = "application/x-www-form-urlencoded"
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    url: str
    process: subprocess.Popen[str]
    pool: urllib3.PoolManager

    def get(self, path: str = "/sparql", headers: Mapping[str, str] | None = None, **parameters: object):
        """Ask by GET; a parameter may be a list."""
        given = urlencode({name.replace("_", "-"): value for name, value in parameters.items()}, doseq=True)
        return self.ask("GET", f"{path}?{given}" if given else path, headers=headers)

    def post(self, body: str | bytes, media_type: str = "", path: str = "/sparql", **headers: str):
        """Send a body of a media type."""
        said = {"Content-Type": media_type} if media_type else {}
        return self.ask("POST", path, headers={**said, **headers}, body=body)

    def ask(self, method: str, path: str, **more):
        return self.pool.request(method, self.url + path, redirect=False, retries=False, timeout=60, **more)

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def health(self) -> dict:
        return json.loads(self.get("/health").data)

    def counted(self, name: str) -> float:
        """Return what the metrics page says of `name`, summed over its labels."""
        lines = self.get("/metrics").data.decode().splitlines()
        return sum(float(line.split()[-1]) for line in lines if re.match(rf"armsgraph_{name}[ {{]", line))


@contextmanager
def serve(store: Path | str, *flags: str, **more: str) -> Iterator[Served]:
    """Run the server until the block ends; it must then stop by itself when it is told to."""
    process = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", "--store", str(store), "--port", "0", *flags],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8", env=environment(**more),
    )  # fmt: skip
    try:
        yield Served(_address(process), process, urllib3.PoolManager(maxsize=20))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _address(process: subprocess.Popen[str]) -> str:
    """Return the address that the server tells as soon as it answers."""
    told = ""
    for line in process.stderr or ():
        told += line
        if found := re.search(r"serves (http\S+)/sparql", line):
            return found[1]
    raise AssertionError(f"The server ended with {process.wait()}: {told}")
