"""Bytes as they cross the wire: a relay before a server, because a browser tells only what they unpack to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

_CHUNK_BYTES = 65_536


@dataclass(slots=True)
class Relay:
    """Passes on what comes, and counts what the server sends."""

    address: str
    received: int = 0
    """Bytes from the server to the browser so far, compressed as they travel."""


@contextmanager
def relayed(address: str) -> Iterator[Relay]:
    """Give a relay to the server at `address`; it ends with the block."""
    port = urlsplit(address).port
    with socket.create_server(("127.0.0.1", 0)) as door:
        relay = Relay(f"http://127.0.0.1:{door.getsockname()[1]}")
        threading.Thread(target=_welcome, args=(door, port, relay), daemon=True).start()
        yield relay


def _welcome(door: socket.socket, port: int, relay: Relay) -> None:
    with suppress(OSError):  # the door was closed: the block has ended
        while True:
            browser, _ = door.accept()
            server = socket.create_connection(("127.0.0.1", port))
            for source, target, counts in ((browser, server, False), (server, browser, True)):
                threading.Thread(target=_pass_on, args=(source, target, relay, counts), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, relay: Relay, counts: bool) -> None:
    with suppress(OSError), source, target:
        while part := source.recv(_CHUNK_BYTES):
            if counts:
                relay.received += len(part)
            target.sendall(part)
