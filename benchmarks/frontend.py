"""What the app costs whoever uses it, in a real Chromium, against its peers in the same run.

Run it as ``python benchmarks/frontend.py`` or, with a store of more than 2,000 entities that was built
before, as ``python benchmarks/frontend.py --store STORE``. Its peers are a bare two-way component of five
nodes for a click, and plain pyvis for the frames while a picture is dragged. Without a store the first
events of the UCDP dataset are built where it lies beside this checkout (`benchmarks/ucdp_graph.py`), and an
invented conflict where it does not (`benchmarks/conflict_graph.py`).

Times are medians. A busy machine slows all alike, so that elsewhere only ratios say something. A target that
is missed is named at the end, and the program ends with 1.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from chromium.panning import Frames, dragged, graph_of, pyvis_frames
from chromium.relaying import relayed
from chromium.serving import ROOT, served
from chromium.watching import (
    APP,
    BARE,
    HEADING,
    PLACES,
    Line,
    Took,
    drawn,
    page_of,
    rest,
    targets,
    timed,
)
from conflict_graph import curated_quads, invent
from ucdp_graph import DATASET, rows_of, turtle

from graph.ingest import build
from graph.settings import LIMITS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = (24, 100, 500, 2_000)
EVENTS, TRIPLES = 2_500, 250_000
"""So much of either graph that more than 2,000 entities can be drawn."""
STARTS, CLICKS, EXPANDS, LEAVES = 3, 9, 3, 3
MOST_CLICK_RATIO, MOST_EXPAND_BYTES, LEAST_FRAMES = 1.5, 20_000, 30.0
HOLD_MS = 220
"""What a component waits that tells a double click from two: such a one is the peer of the target."""
AT_NODES = 500
"""Nodes up to which the targets for clicks and frames hold."""


@dataclass(slots=True)
class Measured:
    """What was measured with one picture."""

    name: str
    nodes: int = 0
    links: int = 0
    start: list[float] = field(default_factory=list)
    """Seconds from a server that is up to the first drawn graph."""
    click: list[Took] = field(default_factory=list)
    expand: list[Took] = field(default_factory=list)
    moved: float = 0.0
    """Pixels by which the node moved that an expansion moved most."""
    leave: list[Took] = field(default_factory=list)
    back: list[Took] = field(default_factory=list)
    frames: dict[str, Frames] = field(default_factory=dict)


def at_rest(each: Sequence[Took]) -> float:
    return median([one.rest for one in each])


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")


def starts(browser: Browser, store: Path, query: str) -> Iterator[float]:
    """Yield the seconds from a server that is up to its first drawn graph, each of a server of its own."""
    for _ in range(STARTS):
        with served(ROOT / "app.py", store) as address:
            began = time.monotonic()
            with page_of(browser, f"{address}/{query}") as (page, _line):
                drawn(page)
                yield time.monotonic() - began


def clicks(page: Page, line: Line, drawing: str, most: int) -> Iterator[Took]:
    """Click one node after the other, and yield what each took until its name headed the card."""
    for target in targets(page, drawing, most):
        at = target["x"], target["y"]
        yield timed(page, line, HEADING % repr(target["name"]), lambda at=at: page.mouse.click(*at))  # type: ignore[misc]


def expansions(page: Page, line: Line, found: Measured) -> Iterator[Took]:
    """Double-click nodes with many neighbours that are not shown, and yield what each took."""
    for _ in range(EXPANDS):
        for target in targets(page, APP, 1, more=1):
            before = page.evaluate(PLACES)
            done = f"{APP}.nodes.length > {len(before)}"
            yield timed(page, line, done, lambda at=target: page.mouse.dblclick(at["x"], at["y"]))  # type: ignore[misc]
            page.wait_for_timeout(500)
            after = page.evaluate(PLACES)
            moves = [abs(after[iri][axis] - place[axis]) for iri, place in before.items() for axis in "xy"]
            found.moved = max(found.moved, *moves)


def page_changes(page: Page, line: Line, found: Measured) -> None:
    """Go to the Paths page and back, as often as is asked for."""
    for _ in range(LEAVES):
        away = page.get_by_role("link", name="Paths", exact=True)
        found.leave.append(timed(page, line, f"!{APP} && location.pathname === '/paths'", away.click))
        back = page.get_by_role("link", name="Explore", exact=True)
        found.back.append(timed(page, line, f"{APP}?.nodes.length", back.click))


def with_app(browser: Browser, store: Path, name: str, size: int, *, frames: bool = True) -> Measured:
    """Measure the app on a picture of `size` entities."""
    found = Measured(name)
    found.start = list(starts(browser, store, f"?nodes={size}"))
    with served(ROOT / "app.py", store) as server, relayed(server) as relay:
        with page_of(browser, f"{relay.address}/?nodes={size}", relay) as (page, line):
            found.nodes = drawn(page)
            found.links = page.evaluate(f"() => {APP}.edges.length")
            rest(page)
            found.click = list(clicks(page, line, APP, CLICKS))
            page_changes(page, line, found)
            if frames:
                _frames(browser, page, found)
        room = LIMITS.view_max_nodes - EXPANDS * LIMITS.expand_max_neighbours
        with page_of(browser, f"{relay.address}/?nodes={min(size, room)}", relay) as (page, line):
            drawn(page)
            rest(page)
            found.expand = list(expansions(page, line, found))
    return found


def _frames(browser: Browser, page: Page, found: Measured) -> None:
    found.frames["armsgraph"] = dragged(page, f"{APP}.network")
    rest(page)
    payload = graph_of(page)
    box = page.locator(".ag-canvas").bounding_box()
    size = round(box["width"]), round(box["height"])
    with tempfile.TemporaryDirectory() as folder:
        for kind, placed in (("pyvis, same places", True), ("pyvis as it comes", False)):
            found.frames[kind] = pyvis_frames(browser, payload, size, Path(folder), placed=placed)


def bare_clicks(browser: Browser, hold: int = 0) -> list[Took]:
    """Return what clicks take in the bare component that waits so many milliseconds for a second one."""
    with (
        served(Path(__file__).parent / "chromium" / "bare.py") as address,
        page_of(browser, f"{address}/?hold={hold}") as (page, line),
    ):
        page.wait_for_selector(".bare[data-drawn]")
        rest(page)
        return [took for _ in range(2) for took in clicks(page, line, BARE, 5)]


def told(found: Measured, bare: float, waiting: float) -> str:
    """Return what was measured as lines."""
    clicked, seen = at_rest(found.click), median([one.seen for one in found.click])
    lines = [
        f"{found.name}: {found.nodes:,} nodes, {found.links:,} links",
        f"  server up to first drawn graph  {median(found.start):7.2f} s",
        f"  click to card                   {clicked:7.0f} ms  ({seen:.0f} ms until its text stands;"
        f" {clicked / bare:.2f} times the bare component, {clicked / waiting:.2f} times the one that waits)",
        f"  expand to drawn                 {at_rest(found.expand):7.0f} ms"
        f"  (old nodes moved {found.moved:.0f} px)",
        f"  to the Paths page               {at_rest(found.leave):7.0f} ms",
        f"  and back to the drawn graph     {at_rest(found.back):7.0f} ms",
        f"  bytes on a click                {_bytes(found.click)}",
        f"  bytes on an expand              {_bytes(found.expand)}",
    ]
    ours = found.frames.get("armsgraph")
    for name, frames in found.frames.items():
        ratio = f", ratio {ours.a_second / frames.a_second:.1f}" if ours and frames.a_second else ""
        lines.append(
            f"  frames a second, {name:18} {frames.a_second:4.0f}  (worst of 20:"
            f" {frames.longest:.0f} ms{ratio})"
            f" {frames.note}".rstrip()
        )
    return "\n".join(lines)


def _bytes(took: Sequence[Took]) -> str:
    whole, drawing = (
        max((getattr(one, name) for one in took), default=0) for name in ("received", "drawing")
    )
    typical = median([one.received for one in took])
    wire, most = median([one.wire for one in took]), max((one.wire for one in took), default=0)
    return (
        f"{wire:7,.0f}     (at most {most:,}; unpacked {typical:,.0f}, at most {whole:,},"
        f" of them {drawing:,} for the drawing)"
    )


def missed(found: Sequence[Measured], waiting: float) -> Iterator[str]:
    """Yield a sentence for each target that is missed."""
    for each in found:
        if each.moved:
            yield f"{each.name}: an expansion moved nodes by up to {each.moved:.1f} px."
        if any(one.wire >= MOST_EXPAND_BYTES for one in each.expand):
            yield f"{each.name}: an expansion sent {max(one.wire for one in each.expand):,} bytes."
        if each.nodes > AT_NODES:
            continue
        ratio = at_rest(each.click) / waiting
        if ratio > MOST_CLICK_RATIO:
            yield f"{each.name}: a click took {ratio:.2f} times what it takes in the bare one that waits."
        if "armsgraph" in each.frames and each.frames["armsgraph"].a_second < LEAST_FRAMES:
            yield f"{each.name}: {each.frames['armsgraph'].a_second:.0f} frames a second."


@contextmanager
def large_store(given: Path | None) -> Iterator[tuple[Path, str]]:
    """Give a store from which 2,000 entities can be drawn, and what it holds."""
    if given is not None:
        yield given, str(given.name)
        return
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "store"
        if any(DATASET.glob("*.csv")):
            written, name = Path(place) / "events.ttl", "UCDP events"
            written.write_text(turtle(islice(rows_of(DATASET), EVENTS)), encoding="utf-8")
        else:
            written, name = Path(place) / "invented.nt", "invented"
            ox.serialize((quad.triple for quad in curated_quads(invent(TRIPLES))), str(written))
        print(f"Building a store ({name}) ...", flush=True)
        build([written], store)
        yield store, name


@contextmanager
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=Path, help="a store of more than 2,000 entities")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="entities in the picture")
    asked = parser.parse_args(arguments)
    found = []
    with (
        large_store(asked.store) as (large, name),
        tempfile.TemporaryDirectory() as place,
        chromium() as browser,
    ):
        build(None, Path(place) / "store")
        bare, waiting = (at_rest(bare_clicks(browser, hold)) for hold in (0, HOLD_MS))
        print(
            f"bare component, five nodes: click to heading {bare:.0f} ms;"
            f" {waiting:.0f} ms where it waits {HOLD_MS} ms for a second click",
            flush=True,
        )
        pictures = [(Path(place) / "store", "the graph that ships", LIMITS.default_view_max_nodes)]
        pictures += [(large, name, size) for size in asked.sizes]
        for store, called, size in pictures:
            found.append(with_app(browser, store, called, size))
            print(told(found[-1], bare, waiting), flush=True)
    problems = list(missed(found, waiting))
    print("\n".join(problems) or "All targets are met.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
