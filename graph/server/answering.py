"""Send an answer as it comes: a small one whole, a large one in chunks, a broken one never as a whole one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.types import Message, Receive, Send

from graph.errors import ArmsgraphError
from graph.server.kept import Whole

Headers = list[tuple[bytes, bytes]]


class BrokenOffError(Exception):
    """An answer that failed after its first bytes: the connection is cut, which tells the client."""


async def while_connected(receive: Receive, send: Send, work: Callable[[Send], Awaitable[None]]) -> None:
    """Do `work`, which is given a way to send, for as long as the client is there; then it is cancelled.

    What `receive` has to give of the request must have been read before.
    """
    working = asyncio.current_task()
    left, done = False, False

    async def passing(message: Message) -> None:
        nonlocal done
        done = message["type"] == "http.response.body" and not message.get("more_body", False)
        await send(message)

    async def watch() -> None:
        nonlocal left
        while (await receive())["type"] != "http.disconnect":
            pass
        if working is not None and not done:
            left = True
            working.cancel()

    watching = asyncio.get_running_loop().create_task(watch())
    try:
        await work(passing)
    except asyncio.CancelledError:
        if not left or working is None:
            raise
        working.uncancel()
    finally:
        watching.cancel()


class Sending:
    """One answer on its way to a client.

    Parameters
    ----------
    send
        Where to.
    headers
        What stands above it.
    keep_bytes
        Bytes up to which the answer is remembered while it is sent; 0 for not at all.
    """

    def __init__(self, send: Send, headers: Headers, keep_bytes: int) -> None:
        self._send = send
        self._headers = headers
        self._keep_bytes = keep_bytes
        self._kept: list[bytes] | None = [] if keep_bytes else None
        self._length = 0

    async def stream(self, chunks: AsyncIterator[bytes], frame_bytes: int) -> Whole | None:
        """Send `chunks` and return the whole answer, if it was short enough to be remembered.

        An answer that fits one frame is sent with its length. A failure is raised as it is as long as
        nothing was sent.

        Raises
        ------
        BrokenOffError
            If it fails later.
        """
        first = await anext(chunks, b"")
        second = await anext(chunks, None) if len(first) < frame_bytes else b""
        if second is None:
            whole = Whole(first, tuple(self._headers))
            await send_whole(self._send, whole)
            return whole if len(first) <= self._keep_bytes else None
        await self._send({"type": "http.response.start", "status": 200, "headers": self._headers})
        try:
            await self._pass_on(first + second)
            async for chunk in chunks:
                await self._pass_on(chunk)
        except ArmsgraphError as error:
            raise BrokenOffError(str(error)) from error
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        return None if self._kept is None else Whole(b"".join(self._kept), tuple(self._headers))

    async def _pass_on(self, chunk: bytes) -> None:
        self._length += len(chunk)
        if self._kept is not None:
            self._kept.append(chunk)
            if self._length > self._keep_bytes:
                self._kept = None
        await self._send({"type": "http.response.body", "body": chunk, "more_body": True})


async def send_whole(send: Send, answer: Whole, *, body: bool = True) -> None:
    """Send `answer` at once, or without `body` what stands above it, as HEAD asks."""
    headers: Headers = [*answer.headers, (b"content-length", str(len(answer.body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body if body else b"", "more_body": False})


async def send_head(send: Send, status: int, headers: Headers) -> None:
    """Send a status and headers, and nothing beneath."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
