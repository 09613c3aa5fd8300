"""A pool of workers for a server: asked without blocking its event loop, within limits that hold."""

from __future__ import annotations

import asyncio
import json
import os
from collections import deque
from pathlib import Path

from graph.errors import ArmsgraphError, BusyError, StoreError
from graph.settings import LIMITS, Limits
from graph.workers.conversing import Chunks, Conversation
from graph.workers.process import Child, Setting, build_in_use
from graph.workers.question import Question, Reply

_LOOKED_SECONDS = 0.02


class Workers:
    """Child processes that answer queries to the store at `location`.

    Parameters
    ----------
    location
        A store directory, a directory that `kept_dataset` wrote, or the address of a SPARQL server.
    count
        How many queries run at once; as many as there are processors where it is 0.
    limits
        Of time, memory, length and waiting; see the names beginning with `query_` in `graph.settings`.
        Waiting for a worker, running, and waiting for the client to take the answer have a limit each.
    build_name
        Which build of a store directory; the current one where it is empty. All children read the same.
    allowed_services
        IRIs that SERVICE may name; none unless given.
    """

    def __init__(
        self,
        location: str | Path,
        *,
        count: int = 0,
        limits: Limits = LIMITS,
        build_name: str = "",
        allowed_services: tuple[str, ...] = (),
    ) -> None:
        self.count = count or os.cpu_count() or 1
        self.limits = limits
        self.busy = 0
        """Queries that run now."""
        self.killed = 0
        """Workers stopped so far: over a limit, broken off, or their client gone."""
        self.answered = 0
        """Queries answered to the end so far."""
        name = build_name or build_in_use(location)
        self._setting = Setting(str(location), name, limits, allowed_services)
        self._idle: list[Conversation] = []
        self._alive: set[Conversation] = set()
        self._waiters: deque[asyncio.Future[Conversation]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker now."""
        return len(self._waiters)

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the child processes, for who measures them."""
        return tuple(sorted(worker.child.pid for worker in self._alive))

    async def start(self) -> None:
        """Start the workers; return when the first can answer.

        Raises
        ------
        StoreError
            If the store cannot be opened.
        """
        for _ in range(self.count):
            self._begin()
        self._give_back(await self._waited(limited=False))

    async def ask(self, question: Question) -> Reply:
        """Return the answer to `question`, when its first bytes are there.

        Raises
        ------
        QueryError
            If the query is malformed or asks for what is not allowed here.
        QueryTimeoutError, QueryMemoryError, QueryCrashedError
            If it was stopped; iterating the chunks raises them too.
        BusyError
            If too many queries wait already, or it waited too long.
        StoreError
            If no child can open the store.
        """
        worker = await self._free()
        self.busy += 1
        chunks = Chunks(worker, self.limits, self._over)
        head = json.loads(await chunks.begin(question))
        return Reply(head["kind"], head["format"], head["repeatable"], head["cut"], chunks)

    async def aclose(self, *, finish: bool = False) -> None:
        """Stop the workers; with `finish`, let the queries that run be answered to the end before."""
        self._closed = True
        self._refuse_all(_closing())
        while finish and self.busy:
            await asyncio.sleep(_LOOKED_SECONDS)
        while self._alive or self._starting:
            for worker in self._alive:
                worker.child.stop(_closing())
            await asyncio.gather(*self._starting)
            await asyncio.gather(*(self._bury(worker) for worker in tuple(self._alive)))
        self._idle.clear()

    def _begin(self, before: Conversation | None = None) -> None:
        """Start a child in the background, in place of the one `before`; whoever waits longest gets it."""
        task = asyncio.create_task(self._started(before))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _started(self, before: Conversation | None) -> None:
        worker = before
        try:
            if before is not None:
                await self._bury(before)
            if self._closed:
                return
            worker = Conversation(await asyncio.to_thread(Child, self._setting))
            self._alive.add(worker)
            await worker.ready()
        except (ArmsgraphError, OSError) as error:
            if worker is not None:
                await self._bury(worker)
            if not self._alive and len(self._starting) == 1:
                self._refuse_all(error)
            return
        self._give_back(worker)

    def _refuse_all(self, error: Exception) -> None:
        """Tell those who wait that there is no worker and none comes."""
        if not isinstance(error, ArmsgraphError):
            error = StoreError(f"No process can be started that answers queries: {error}.")
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_exception(error)

    async def _free(self) -> Conversation:
        """Return a worker that has nothing to do, as soon as there is one."""
        if self._closed:
            raise _closing()
        while self._idle:
            worker = self._idle.pop()
            if not worker.child.gone:
                return worker
            self._begin(worker)
        if len(self._waiters) >= self.limits.query_waiting:
            raise _busy(f"{self.limits.query_waiting} queries wait already")
        for _ in range(self.count - len(self._alive) - len(self._starting)):
            self._begin()
        return await self._waited(limited=True)

    async def _waited(self, *, limited: bool) -> Conversation:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Conversation] = loop.create_future()
        timer = None
        if limited:
            timer = loop.call_later(self.limits.query_waiting_seconds, self._waited_too_long, waiter)
        self._waiters.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._give_back(waiter.result())
            raise
        finally:
            if timer is not None:
                timer.cancel()
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _waited_too_long(self, waiter: asyncio.Future[Conversation]) -> None:
        if not waiter.done():
            waiter.set_exception(
                _busy(f"no worker was free for {self.limits.query_waiting_seconds:g} seconds")
            )

    def _give_back(self, worker: Conversation) -> None:
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(worker)
                return
        self._idle.append(worker)

    def _over(self, worker: Conversation, well: bool) -> None:
        """Take back a worker; where it did not end `well`, or is tired, replace it."""
        self.busy -= 1
        self.answered += well
        self.killed += not well
        if well and not worker.tired:
            self._give_back(worker)
        else:
            worker.child.stop()
            self._alive.discard(worker)
            self._begin(worker)

    async def _bury(self, worker: Conversation) -> None:
        self._alive.discard(worker)
        await asyncio.to_thread(worker.child.end)


def _busy(why: str) -> BusyError:
    return BusyError(f"The query was not answered: {why}. Ask again later.")


def _closing() -> BusyError:
    return BusyError("The query was not answered: the server is closing.")
