"""A child process that carries out one update on quads in memory, and ends; see `graph.ingest.updating`.

Standard input holds the update as JSON on its first line, then the quads as N-Quads; standard output gets the
quads as they are afterwards.
"""

from __future__ import annotations

import json
import sys

import pyoxigraph as ox

from graph.namespaces import BASE, PREFIXES
from graph.settings import LIMITS
from graph.workers.bounds import Bounds, no_core

REFUSED = 2
"""Exit code where the engine refuses the update; standard error then says why, as a sentence."""


def main() -> int:
    """Carry out the update and return the exit code."""
    no_core()
    text = json.loads(sys.stdin.buffer.readline())
    store = ox.Store()
    # Not `bulk_load`, which gives each blank node another name: what is the same could not be told any more.
    store.bulk_extend(ox.parse(sys.stdin.buffer, ox.RdfFormat.N_QUADS))
    Bounds(LIMITS)
    try:
        store.update(text, base_iri=BASE, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        sys.stderr.write(f"The update cannot be carried out: {error}.")
        return REFUSED
    ox.serialize(store, sys.stdout.buffer, ox.RdfFormat.N_QUADS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
