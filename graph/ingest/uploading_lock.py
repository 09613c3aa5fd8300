"""One loader at a time: each puts down on the server who it is, and gives way where another is at work.

No two servers agree on updates that depend on what is there, so the lock needs none: who wants it writes
itself down, looks, and takes itself back where anybody else stands there. Two who begin at the same moment
both give way, which harms nothing.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pyoxigraph as ox

from graph.errors import ServerError, StoreLockedError
from graph.ingest.uploading_server import Server, operation
from graph.namespaces import DCTERMS, GRAPH_LOADING, XSD
from graph.settings import LIMITS

_LOADING = ox.NamedNode(GRAPH_LOADING)
_LOCK = GRAPH_LOADING + "#lock-"
_HOLDER = ox.NamedNode(DCTERMS + "creator")
_UNTIL = ox.NamedNode(DCTERMS + "valid")
_held_here: set[str] = set()
"""The locks of this process: one that it could not give back on a server that was gone is none of them."""
_DATE_TIME = ox.NamedNode(XSD + "dateTime")


class Lock:
    """The right to load into a server, which runs out unless it is renewed."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._node = ox.NamedNode(_LOCK + secrets.token_hex(8))
        self._renewed = 0.0

    def take(self) -> None:
        """Take the right; raise StoreLockedError where another holds it."""
        _held_here.add(self._node.value)
        self.renew(LIMITS.upload_lock_seconds)
        others = [holder for node, holder in _holders(self._server) if node != self._node]
        if others:
            raise StoreLockedError(
                f"The store {self._server.address!r} is being loaded by another process ({others[0]}); wait "
                f"until it has finished. If it is dead, its right runs out after "
                f"{LIMITS.upload_lock_seconds / 60:g} minutes at most."
            )

    def keep(self) -> None:
        """Renew the right where a good part of it has run out."""
        if time.monotonic() - self._renewed > LIMITS.upload_lock_seconds / 4:
            self.renew(LIMITS.upload_lock_seconds)

    def renew(self, seconds: float) -> None:
        """Hold the right for `seconds` from now."""
        until = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
        holder = ox.Literal(f"process {os.getpid()} on {socket.gethostname()}")
        end = ox.Literal(until, datatype=_DATE_TIME)
        self._server.update(
            operation("upload_lock", loading=_LOADING, lock=self._node, holder=holder, until=end)
        )
        self._renewed = time.monotonic()

    def release(self) -> None:
        """Give the right back."""
        _held_here.discard(self._node.value)
        self._server.update(operation("upload_forget", loading=_LOADING, thing=self._node))


@contextmanager
def locked(server: Server) -> Iterator[Lock]:
    """Hold the right to load into `server`.

    Raises
    ------
    StoreLockedError
        If another process loads there.
    ServerError
        If the server refuses.
    """
    lock = Lock(server)
    try:
        lock.take()
        yield lock
    finally:
        # A server that is gone keeps the lock until it runs out; what went wrong is told already.
        with suppress(ServerError):
            lock.release()


def _holders(server: Server) -> Iterator[tuple[ox.NamedNode, str]]:
    """Yield who has put himself down and is not known to be dead; forget those who are."""
    said: dict[ox.NamedNode, dict[ox.NamedNode, str]] = {}
    for triple in server.triples(GRAPH_LOADING):
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(_LOCK):
            said.setdefault(triple.subject, {})[triple.predicate] = str(getattr(triple.object, "value", ""))
    for node, properties in said.items():
        holder = properties.get(_HOLDER, "somebody")
        if _has_run_out(properties.get(_UNTIL, "")) or _is_dead(node.value, holder):
            server.update(operation("upload_forget", loading=_LOADING, thing=node))
        else:
            yield node, holder


def _has_run_out(until: str) -> bool:
    try:
        end = datetime.fromisoformat(until)
    except ValueError:
        return True
    return (end if end.tzinfo else end.replace(tzinfo=UTC)) < datetime.now(UTC)


def _is_dead(lock: str, holder: str) -> bool:
    """Tell whether the process `holder` of this machine is no more, or has done with `lock`."""
    _, _, rest = holder.partition("process ")
    number, _, host = rest.partition(" on ")
    if os.name != "posix" or host != socket.gethostname() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return lock not in _held_here
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
