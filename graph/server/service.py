"""The service behind every route: the build in use, and the newer one that takes its place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

from graph.errors import ArmsgraphError
from graph.server.editions import Edition, Version, current_name, is_server, open_edition
from graph.server.metrics import Metrics
from graph.server.settings import ServerSettings
from graph.workers import Question, Reply, Workers

_LOOKED_SECONDS = 0.05
_LOG = logging.getLogger("armsgraph.server")


class Service:
    """What the routes of a server share.

    Parameters
    ----------
    location
        The store: a directory or the address of a SPARQL server.
    settings
        How the server was set up.
    """

    def __init__(self, location: str, settings: ServerSettings) -> None:
        self.location = location
        self.settings = settings
        self.metrics = Metrics()
        self._edition: Edition | None = None
        self._reloading = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def edition(self) -> Edition:
        """The build in use, with its workers and the answers kept of it."""
        if self._edition is None:
            raise RuntimeError("The service has not been started.")
        return self._edition

    @property
    def ready(self) -> bool:
        """Whether queries are answered."""
        return self._edition is not None

    @property
    def workers(self) -> Workers:
        """The workers of the build in use."""
        return self.edition.workers

    def version(self) -> Version:
        """Return which build is in use."""
        return self.edition.version

    async def ask(self, question: Question) -> Reply:
        """Put `question` to the build in use; it is answered by that build even if a newer one comes.

        Raises
        ------
        QueryError
            If it is malformed, not allowed, or wants a format that does not fit.
        UnansweredError
            If a limit stopped it, or nobody is free.
        """
        return await self.workers.ask(question)

    async def start(self) -> None:
        """Open the current build, start its workers, and watch for a newer one.

        Raises
        ------
        StoreError
            If there is no finished store.
        """
        self._edition = await open_edition(self.location, self.settings)
        self._keep(self._watch())

    async def aclose(self) -> None:
        """Stop the workers and whatever else runs."""
        edition, self._edition = self._edition, None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if edition is not None:
            await edition.workers.aclose()

    async def reload(self) -> bool:
        """Take the newest build into use; return whether there was a newer one.

        Queries that run are answered to the end by the build they were put to.

        Raises
        ------
        StoreError
            If the newer build cannot be opened; the one in use then stays.
        """
        async with self._reloading:
            old = self.edition
            if await asyncio.to_thread(current_name, self.location) == old.version.name:
                return False
            self._edition = await open_edition(self.location, self.settings)
            self._keep(_retire(old))
            return True

    async def _watch(self) -> None:
        """Look for a newer build now and then; one that cannot be opened is told of once, and not served."""
        told, limits = "", self.settings.limits
        pause = limits.description_seconds if is_server(self.location) else limits.server_poll_seconds
        while True:
            await asyncio.sleep(pause)
            try:
                await self.reload()
                told = ""
            except (ArmsgraphError, OSError) as error:
                if str(error) != told:
                    told = str(error)
                    _LOG.warning("The build in use is kept: %s", error)

    def _keep(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _retire(old: Edition) -> None:
    """Let the queries that run and wait be answered by the old build, and close it then."""
    while old.workers.waiting:
        await asyncio.sleep(_LOOKED_SECONDS)
    await old.workers.aclose(finish=True)
