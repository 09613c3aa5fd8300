"""Talk with a child without blocking the event loop: frames, answers in parts, and their time limits."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

from graph.errors import QueryTimeoutError
from graph.settings import Limits
from graph.workers.frames import END, FAILURE, HEAD, PART, TIRED, Frame, Unpacking, raised
from graph.workers.process import GRACE_SECONDS, Child, too_slow, written
from graph.workers.question import Question

_RECEIVED_BYTES = 262_144


class Conversation:
    """The line to one child, for one event loop."""

    def __init__(self, child: Child) -> None:
        child.line.setblocking(False)
        self.child = child
        self.tired = False
        """Whether the child asks to be replaced."""
        self._unpacking = Unpacking()
        self._frames: deque[Frame] = deque()

    async def ready(self) -> None:
        """Wait until the child has opened its store; raise what it says instead."""
        kind, content = await self.frame()
        if kind == FAILURE:
            raise raised(content)

    async def send(self, content: bytes) -> None:
        """Send a whole frame."""
        try:
            await asyncio.get_running_loop().sock_sendall(self.child.line, content)
        except ConnectionError:
            raise await asyncio.to_thread(self.child.why_ended) from None

    async def frame(self) -> Frame:
        """Return the next frame; raise why the child ended instead."""
        while not self._frames:
            try:
                received = await asyncio.get_running_loop().sock_recv(self.child.line, _RECEIVED_BYTES)
            except ConnectionError:
                received = b""
            if not received:
                raise await asyncio.to_thread(self.child.why_ended)
            self._frames.extend(self._unpacking.frames(received))
        return self._frames.popleft()

    @property
    def at_hand(self) -> bool:
        """Whether the next frame is here already."""
        return bool(self._frames)


class Chunks(AsyncIterator[bytes]):
    """The parts of one answer. The clock of the time limit stands still while the client takes a part.

    Parameters
    ----------
    worker
        Who answers; nobody else talks to it until `over` was called.
    limits
        How long it may work, and how long a client may let it wait.
    over
        Called once, with the worker and whether it can go on.
    """

    def __init__(
        self, worker: Conversation, limits: Limits, over: Callable[[Conversation, bool], None]
    ) -> None:
        self._worker = worker
        self._limits = limits
        self._over = over
        self._loop = asyncio.get_running_loop()
        self._left_seconds = limits.sparql_timeout_seconds
        self._running_since = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._parts: deque[bytes] = deque()
        self._finished = False
        self._failure: Exception | None = None

    async def begin(self, question: Question) -> bytes:
        """Ask `question` and return the head of the answer."""
        if question.max_rows is not None:  # the child stops by itself and gives the rows it has
            self._left_seconds += GRACE_SECONDS
        self._run()
        try:
            await self._worker.send(written(question))
            kind, content = await self._worker.frame()
            if kind == FAILURE:
                self._finish(well=True)
                raise raised(content)
            assert kind == HEAD
            while not self._finished and self._worker.at_hand:
                self._take(await self._worker.frame())
        except BaseException:
            self._finish(well=False)
            raise
        self._rest()
        return content

    async def __anext__(self) -> bytes:
        while not self._parts:
            if self._failure is not None:
                raise self._failure
            if self._finished:
                raise StopAsyncIteration
            self._run()
            try:
                self._take(await self._worker.frame())
            except BaseException:
                self._finish(well=False)
                raise
            self._rest()
        return self._parts.popleft()

    async def aclose(self) -> None:
        """Stop the query if it still runs."""
        self._parts.clear()
        self._finish(well=False)

    def _take(self, frame: Frame) -> None:
        kind, content = frame
        if kind == PART:
            self._parts.append(content)
        elif kind == END:
            self._worker.tired = content == TIRED
            self._finish(well=True)
        else:
            self._failure = raised(content)
            self._finish(well=True)

    def _finish(self, *, well: bool) -> None:
        if self._finished:
            return
        self._finished = True
        self._stop_clock()
        self._over(self._worker, well)

    def _run(self) -> None:
        """Let the clock of the query run."""
        self._stop_clock()
        self._running_since = self._loop.time()
        self._timer = self._loop.call_later(max(self._left_seconds, 0), self._too_slow)

    def _rest(self) -> None:
        """Let the clock of the client run instead."""
        self._left_seconds -= self._loop.time() - self._running_since
        self._stop_clock()
        if not self._finished:
            self._timer = self._loop.call_later(self._limits.query_stalled_seconds, self._stalled)

    def _stop_clock(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._worker.child.stop(too_slow(self._limits))

    def _stalled(self) -> None:
        self._failure = QueryTimeoutError(
            "The query was stopped: nothing of its answer was taken for "
            f"{self._limits.query_stalled_seconds:g} seconds."
        )
        self._finish(well=False)
