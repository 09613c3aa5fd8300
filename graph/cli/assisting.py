"""`mcp`: the graph as tools for a language-model assistant, over standard input and output or on loopback."""

from __future__ import annotations

from argparse import Namespace

from graph.builds import current_build
from graph.cli import EXIT_DONE
from graph.cli.output import note
from graph.layout import is_address
from graph.settings import default_store_location
from graph.store import open_store


def mcp(arguments: Namespace) -> int:
    """Serve an assistant until it goes; refuses before starting if there is no store.

    Standard output belongs to the protocol: whatever there is to say goes to stderr.
    """
    location = arguments.store or default_store_location()
    if is_address(location):
        open_store(location)
    else:
        current_build(location)
    from graph.assistants import HOST, serve_http, serve_stdio

    if arguments.http is None:
        serve_stdio(location)
        return EXIT_DONE
    from graph.ports import bound

    with bound(HOST, arguments.http):
        pass  # it is free, and the server takes it
    note(f"An assistant finds the tools at http://{HOST}:{arguments.http}/mcp on this machine; Ctrl+C stops.")
    serve_http(location, arguments.http)
    return EXIT_DONE
