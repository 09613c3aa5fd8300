"""Start Oxigraph's server and Virtuoso on this machine, to try armsgraph on them by hand.

Run ``python tests/start_servers.py [oxigraph] [virtuoso] [--folder FOLDER]``: it prints what to type and
waits until Ctrl+C. What the servers hold stays in the folder.
"""

from __future__ import annotations

import argparse
import signal
from contextlib import ExitStack
from pathlib import Path

from servers import Server, start_oxigraph, start_virtuoso

STARTING = {"oxigraph": start_oxigraph, "virtuoso": start_virtuoso}


def main() -> None:
    """Start the servers that are named, both unless any is, and wait."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("servers", nargs="*", choices=[[], *STARTING], help="oxigraph, virtuoso")
    parser.add_argument("--folder", type=Path, default=Path(".armsgraph/servers"), help="where they store")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as running:
        for name in arguments.servers or STARTING:
            print(f"Starting {name}; the first start of Virtuoso takes 20 seconds.", flush=True)
            server = running.enter_context(STARTING[name](arguments.folder.resolve() / name))
            running.callback(server.stop)
            print(_steps(server), flush=True)
        print("Ctrl+C stops them.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("Stopping.")


def _steps(server: Server) -> str:
    """Say how to point armsgraph at the server: a shell's lines."""
    lines = [f"# {server.kind}, its log in {server.log}"]
    if server.user:
        lines.append(f"export ARMSGRAPH_STORE_USER={server.user} ARMSGRAPH_STORE_PASSWORD={server.password}")
    lines.append(f"armsgraph build --store {server.query}")
    lines.append(f"armsgraph search kapustin --store {server.query}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
