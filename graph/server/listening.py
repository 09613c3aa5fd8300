"""Listen for requests: uvicorn with limits on heads that it lacks, stopped in an orderly way."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.ports import bound
from graph.server.answering import BrokenOffError
from graph.server.application import serving
from graph.server.service import Service
from graph.server.settings import ServerSettings
from graph.settings import LIMITS, Limits

BACKLOG = 512
KEEP_ALIVE_SECONDS = 15
_HEAD_BYTES = LIMITS.server_address_bytes + LIMITS.server_header_bytes
_SEEN_ADDRESS_BYTES = LIMITS.server_address_bytes + 2
"""Enough to see that an address is too long; the parser of addresses gives up at 65,535 bytes."""
_TOO_LONG = b"The head of the request is too long.\n"
_TOO_LATE = b"The request did not come, or not the whole of it.\n"
_OF_NO_USE = ("Unsupported upgrade request", "No supported WebSocket library")
"""How warnings begin that advise to install what no page here needs."""


def listen(location: str, settings: ServerSettings, told: Callable[[str], None]) -> None:
    """Serve the store at `location` until the process is told to stop by SIGTERM or SIGINT.

    Parameters
    ----------
    location
        A store directory or the address of a SPARQL server.
    settings
        How; port 0 takes any that is free.
    told
        Is called with the server's address as soon as it answers.

    Raises
    ------
    InputError
        If the host is none of this machine.
    StoreError
        If the port is taken, or there is no store.
    """
    with bound(settings.host, settings.port) as listening, _told_to_stop_quietly():
        new_loop = _loop()
        with asyncio.Runner(loop_factory=new_loop) as runner, suppress(asyncio.CancelledError):
            runner.run(_serve(location, settings, listening, told))


async def _serve(
    location: str, settings: ServerSettings, listening: socket.socket, told: Callable[[str], None]
) -> None:
    service = Service(location, settings)
    try:
        with _ended_when_told():
            await service.start()
            server = _server(service, settings)
            listening.listen(BACKLOG)  # who asks as soon as the address is told must be heard
            told(_address(settings.host, listening.getsockname()[1]))
        await server.serve(sockets=[listening])
    finally:
        await service.aclose()


def _server(service: Service, settings: ServerSettings) -> uvicorn.Server:
    _speak_plainly(settings.log)
    return uvicorn.Server(
        uvicorn.Config(
            serving(service),
            http=type("Protocol", (_Protocol,), {"limits": settings.limits}),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=settings.log,
            server_header=False,
            backlog=BACKLOG,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, round(settings.limits.server_grace_seconds)),
            proxy_headers=False,
        )
    )


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


@contextmanager
def _told_to_stop_quietly() -> Iterator[None]:
    """Let a signal end the server and not the process: uvicorn raises it anew once it has stopped."""
    with _handling(lambda *_: None):
        yield


@contextmanager
def _ended_when_told() -> Iterator[None]:
    """Let a signal end the task that starts the server: a start can take long, and none must be lost."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    if task is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    with _handling(lambda *_: loop.call_soon_threadsafe(task.cancel)):
        yield


@contextmanager
def _handling(handler: Callable[..., object]) -> Iterator[None]:
    before = {one: signal.signal(one, handler) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handled in before.items():
            signal.signal(one, handled)


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the fastest event loop of this system."""
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop


def _speak_plainly(requests: bool) -> None:
    """Write what goes wrong to stderr in one line each, and each request where that is wanted."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("armsgraph: %(message)s"))
    for name in ("uvicorn.error", "armsgraph.server", *(("uvicorn.access",) if requests else ())):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO if name == "uvicorn.access" else logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_plain)


def _plain(record: logging.LogRecord) -> bool:
    """Make a sentence of an answer that broke off, and leave out what was cancelled or helps nobody."""
    if str(record.msg).startswith(_OF_NO_USE):
        return False
    failure = record.exc_info[1] if record.exc_info else None
    if isinstance(failure, BrokenOffError):
        record.msg, record.args, record.exc_info = f"An answer broke off: {failure}", None, None
    return not isinstance(failure, asyncio.CancelledError)


class _Protocol(HttpToolsProtocol):
    """Uvicorn's protocol, which does not let a head grow, nor a request take for ever to come."""

    _head_bytes = 0
    _in_head = True
    _heard = 0.0
    _timer: asyncio.TimerHandle | None = None
    limits: Limits = LIMITS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > _HEAD_BYTES:
                self._refuse(b"431 Request Header Fields Too Large", _TOO_LONG)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0
        if self._timer is None:
            self._wait()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self.url = self.url[:_SEEN_ADDRESS_BYTES]

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._heard = self.loop.time()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._heard = self.loop.time()
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._stop_waiting()
        super().on_message_complete()

    def _wait(self) -> None:
        self._timer = self.loop.call_later(self.limits.server_head_seconds, self._too_late)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_late(self) -> None:
        """Refuse a head that has not come, and a body of which nothing came for as long."""
        self._timer = None
        heard = self.loop.time() - self._heard < self.limits.server_head_seconds or self.flow.read_paused
        if self._answering() or (heard and not self._in_head):
            self._wait()
        else:
            self._refuse(b"408 Request Timeout", _TOO_LATE)

    def _answering(self) -> bool:
        """Return whether an answer is on its way, into which no other may be written."""
        return self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete

    def _refuse(self, status: bytes, sentence: bytes) -> None:
        if self.transport.is_closing():
            return
        answered = not self._in_head and self.cycle.response_complete
        if self.scope is None or answered:  # kept ready and not used, or refused before it was read
            self.transport.close()
            return
        length = str(len(sentence)).encode()
        self.transport.write(
            b"HTTP/1.1 " + status + b"\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
            b"Content-Length: " + length + b"\r\n\r\n" + sentence
        )
        self.transport.close()
