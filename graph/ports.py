"""Taking a port of this machine, or saying why that cannot be; without any other library."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import InputError, StoreError


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port, and give it back in the end.

    Raises
    ------
    InputError
        If the host is none of this machine.
    StoreError
        If the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host.strip("[]"), port))
        except socket.gaierror as error:
            raise InputError(
                f"{host!r} is not a host of this machine; give 127.0.0.1 or another of its names."
            ) from error
        except OSError as error:
            raise StoreError(
                f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port."
            ) from error
        listening.setblocking(False)
        yield listening
