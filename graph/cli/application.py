"""`app`: streamlit on the shipped page, for this machine only unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys
from argparse import Namespace

from graph.cli import EXIT_DONE
from graph.ports import bound
from graph.resources import shipped
from graph.settings import STORE_VARIABLE, default_store_location
from graph.store import open_store

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1", "[::1]")


def app(arguments: Namespace) -> int:
    """Serve the app until it is stopped; refuses before starting if the store or the port is not there."""
    location = arguments.store or default_store_location()
    open_store(location)
    with bound(arguments.host, arguments.port):
        pass  # it is free, and streamlit takes it
    os.environ[STORE_VARIABLE] = location
    from streamlit.web.cli import main as streamlit

    streamlit(
        ["run", str(shipped("app.py")), *streamlit_options(arguments)],
        prog_name="armsgraph app",
        standalone_mode=False,
    )
    return EXIT_DONE


def streamlit_options(arguments: Namespace) -> list[str]:
    """Return the settings with which streamlit stays on this machine and asks no other.

    Examples
    --------
    >>> options = streamlit_options(Namespace(host="127.0.0.1", port=8501, no_browser=True))
    >>> "--browser.gatherUsageStats=false" in options
    True
    """
    options = [
        f"--server.address={arguments.host}",
        f"--server.port={arguments.port}",
        "--browser.gatherUsageStats=false",
        "--server.fileWatcherType=none",
        "--client.toolbarMode=viewer",
        "--client.showErrorDetails=none",
        f"--server.headless={'false' if _can_open_browser(arguments) else 'true'}",
    ]
    options += [f"--server.allowedHosts={name}" for name in allowed_hosts(arguments.host)]
    return options


def _can_open_browser(arguments: Namespace) -> bool:
    """Return whether a window is wanted and this machine has a screen to show one."""
    screen = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return screen and not arguments.no_browser


def allowed_hosts(host: str) -> tuple[str, ...]:
    """Return the names by which a browser may ask for the app; a foreign web page's name is none of them.

    Examples
    --------
    >>> allowed_hosts("127.0.0.1")
    ('127.0.0.1', 'localhost', '::1', '[::1]')
    """
    if host in LOOPBACK_NAMES:
        return LOOPBACK_NAMES
    if host in ("0.0.0.0", "::"):  # noqa: S104 - asked for by --host, and only compared here
        return (*LOOPBACK_NAMES, socket.gethostname(), socket.getfqdn())
    return (host,)
