"""What a search costs from a cold command line, against its peer: a bare Python that imports pyoxigraph.

Run it as ``python benchmarks/startup.py [STORE] [TEXT]``. The two are run in turn, so that a busy machine
slows both; the medians and their ratio are printed, and the ratio is to stay at 3 or below. Both run with
compiled modules, as an installed program does, also where PYTHONDONTWRITEBYTECODE is set.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from graph.settings import default_store_location

RUNS = 40
PEER = [sys.executable, "-c", "import pyoxigraph"]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - started


def main(location: str, text: str) -> None:
    search = [sys.executable, "-m", "graph", "search", text, "--json", "--store", location]
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        for command in (PEER, search):  # the first run of each reads the disk and compiles
            seconds(command, environment)
        pairs = [(seconds(PEER, environment), seconds(search, environment)) for _ in range(RUNS)]
    peer, own = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"import pyoxigraph   {peer * 1000:6.1f} ms")
    print(f"armsgraph search    {own * 1000:6.1f} ms   ratio {own / peer:.2f}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else default_store_location(), given[1] if len(given) > 1 else "kapustin")
