"""What a search costs from a cold command line, against its peer: a bare Python that imports pyoxigraph.

Run it as ``python benchmarks/startup.py [STORE] [TEXT]``. The two are run in turn, so that a busy machine
slows both; the medians and their ratio are printed, and the ratio is to stay at 3 or below.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from graph.settings import default_store_location

RUNS = 40
PEER = [sys.executable, "-c", "import pyoxigraph"]


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main(location: str, text: str) -> None:
    search = [sys.executable, "-m", "graph", "search", text, "--json", "--store", location]
    seconds(PEER), seconds(search)  # the first run of each reads the files from the disk
    peers, searches = zip(*((seconds(PEER), seconds(search)) for _ in range(RUNS)), strict=True)
    peer, own = statistics.median(peers), statistics.median(searches)
    print(f"import pyoxigraph   {peer * 1000:6.1f} ms")
    print(f"armsgraph search    {own * 1000:6.1f} ms   ratio {own / peer:.2f}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else default_store_location(), given[1] if len(given) > 1 else "kapustin")
