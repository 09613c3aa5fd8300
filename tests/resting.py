"""Wait until a page of the app is at rest, however busy the machine is.

Streamlit's own sign of it, the attribute ``data-test-script-state``, says "notRunning" also before the first
run and between a click and the run that it brings. What the browser asks of the server and whether a run has
answered it go over the page's websocket: that is followed here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from playwright.sync_api import expect as playwright_expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Seen = TypeVar("Seen")

QUIET = "[data-testid=stApp][data-test-script-state=notRunning]"
UNDRAWN = ".ag-frame:not([data-drawn], [data-failed])"
CONTRAST = (Path(__file__).parent / "browser" / "contrast.js").read_text(encoding="utf-8")
TURNED = """scheme => getComputedStyle(document.querySelector("[data-testid=stApp]")).colorScheme === scheme
  && document.getAnimations().every(one => one.playState !== "running")"""
"""The page has the scheme, and none of its colours are still on their way to it."""
PICTURES = """() => JSON.stringify(Object.values(window.__armsgraph?.graphs ?? {}).map((one) =>
  [one.network.getPositions(), one.network.getScale(), one.canvas.getBoundingClientRect()]))"""
"""Where all that is drawn stands."""
MOUSE, KEYBOARD = ("click", "dblclick", "up", "wheel"), ("press", "type", "insert_text", "up")
"""What hands do that may make a page ask something."""
SECONDS = 120.0
"""How long a page may take to come to rest."""
SMALL = 1_000
"""No message that a run has ended is longer, in bytes: longer ones need not be read."""


class Talk:
    """Whether the server of a page still owes it an answer, or may be asked for one in a moment."""

    def __init__(self, page: Any) -> None:
        self.owed = True
        self.touched = True
        page.on("domcontentloaded", lambda _: self._owes())
        page.on("websocket", self._listen)

    def _listen(self, socket: Any) -> None:
        socket.on("framesent", self._asked)
        socket.on("framereceived", self._answered)

    def _owes(self) -> None:
        self.owed = True

    def _asked(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.owed = True

    def _answered(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and len(frame) < SMALL:
            told = ForwardMsg.FromString(frame)
            if told.WhichOneof("type") == "script_finished":
                self.owed = told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


_TALKS: WeakKeyDictionary[Any, Talk] = WeakKeyDictionary()


def follow(page: Any) -> None:
    """Listen to what a page that will open the app asks and is answered, and mind what hands do to it."""
    talk = _TALKS[page] = Talk(page)
    for hand, acts in ((page.mouse, MOUSE), (page.keyboard, KEYBOARD)):
        for act in acts:
            setattr(hand, act, _touching(talk, getattr(hand, act)))


def quiet(page: Any) -> None:
    """Wait until all that the page asked for is answered and shown."""
    page.wait_for_timeout(100)  # what an act of a moment ago makes the browser ask is heard of by then
    talk, until = _TALKS.get(page), time.monotonic() + SECONDS
    while True:
        while talk is not None and talk.owed:
            assert time.monotonic() < until, f"{page.url} does not come to rest"
            page.wait_for_timeout(20)
        page.wait_for_selector(QUIET)
        page.wait_for_selector(UNDRAWN, state="detached")
        if talk is None or not talk.owed:  # what was drawn may have asked for something
            break
    if talk is not None:
        talk.touched = False


def _rest(page: Any) -> None:
    talk = _TALKS.get(page)
    if talk is not None and (talk.owed or talk.touched):
        quiet(page)


def expect(one: Any) -> Any:
    """Expect something of a page at rest, or a part of it: amid a run what was there before stands, too."""
    _rest(getattr(one, "page", one))
    return playwright_expect(one)


def patient(act: Callable[..., Any]) -> Callable[..., Any]:
    """Return an act on a part of a page so that it waits until the page is at rest: no hand is quicker."""

    @wraps(act)
    def acting(one: Any, *given: Any, **named: Any) -> Any:
        _rest(one.page)
        talk = _TALKS.get(one.page)
        return (_touching(talk, act) if talk else act)(one, *given, **named)

    return acting


def _touching(talk: Talk, act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def acting(*given: Any, **named: Any) -> Any:
        talk.touched = True
        return act(*given, **named)

    return acting


def still(page: Any, read: Callable[[], Seen]) -> Seen:
    """Return what `read` reads, once it reads the same twice: where something is, when nothing moves."""
    quiet(page)
    before, until = read(), time.monotonic() + SECONDS
    while time.monotonic() < until:
        page.wait_for_timeout(150)
        now = read()
        if now == before:
            return now
        before = now
    raise AssertionError(f"{before} is still on the move")


def drawn(page: Any) -> Any:
    """Return the page once its picture is drawn and it is at rest."""
    page.wait_for_selector(".ag-frame[data-drawn]")
    still(page, lambda: page.evaluate(PICTURES))
    return page


def asks(page: Any, *parts: str, never: str = "") -> None:
    """Wait until the page's address holds `parts`, as people read it, and what is `never` there no longer."""

    def fits(url: str) -> bool:
        said = unquote(url)
        return all(part in said for part in parts) and not (never and never in said)

    page.wait_for_url(fits)


def narrow(page: Any, width: int = 390) -> None:
    """See that nothing of the page sticks out at the side of a screen so wide, once the page is at rest."""
    quiet(page)
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)


def lasting(page: Any, read: Callable[[Any], list[str]]) -> list[str]:
    """Return the faults that `read` finds for ten seconds: words that still fade in have no contrast yet."""
    until = time.monotonic() + 10
    while (found := read(page)) and time.monotonic() < until:
        page.wait_for_timeout(250)
    return found


def poor_words(page: Any, scheme: str, inside: str = "") -> list[str]:
    """Return what is hard to read in the light or in the dark, of all words or of those `inside`."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(TURNED, arg=scheme)
    quiet(page)
    faults = lasting(page, lambda one: one.evaluate(CONTRAST))
    return [one for one in faults if not inside or one.partition(": ")[2] in inside]
