"""How the benchmarks measure: by turns in one run, for ratios, and never without comparing the answers."""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Answer = TypeVar("Answer")


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(work: Callable[[], object], runs: int) -> float:
    """Return the median of how long `work` takes."""
    return statistics.median(seconds(work) for _ in range(runs))


def require(holds: bool, otherwise: str) -> None:
    """End the program with 1 where answers differ."""
    if not holds:
        sys.exit(f"The answers differ: {otherwise}.")


def require_figures(short: Sequence[str]) -> None:
    """End the program with 1 where figures are not met, and say which."""
    if short:
        sys.exit(f"Figures are not met: {'; '.join(short)}.")


def sizes_given(about: str | None, sizes: Sequence[int]) -> argparse.ArgumentParser:
    """Return a parser of a command line that takes numbers of triples."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, nargs="+", default=sizes, help="about how many triples")
    return parser


def within(limit: float, work: Callable[..., Answer], *given: object) -> Answer | None:
    """Return what `work` answers in a process of its own, or None where it takes more than `limit` seconds.

    That is how a query of Oxigraph's is given up, which cannot be stopped from within.
    """
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=_answer, args=(theirs, work, given), daemon=True)
    child.start()
    theirs.close()
    try:
        answer: Answer | None = ours.recv() if ours.poll(limit) else None
        return answer
    finally:
        child.kill()
        child.join()


def _answer(connection: Connection, work: Callable[..., object], given: Sequence[object]) -> None:
    connection.send(work(*given))
