"""Carry out a SPARQL update on what people wrote into a store, and let the result through the same rules.

The update runs on a copy in the memory of a child process, which is stopped when its time is over. It sees
every graph, the derived ones too, but can only change those that people write; the derived are derived anew.
Triples without a graph lie in the default graph, which is one of the graphs beside the curated one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile
from graph.errors import InputError, QueryCrashedError, QueryError, QueryTimeoutError
from graph.ingest.annexes import require_words_of_its_own
from graph.ingest.changing import ChangeReport, Held, Quads, Wanted, change, with_inputs
from graph.ingest.reading import Source, as_written, source_of_bytes
from graph.ingest.update_child import REFUSED
from graph.namespaces import DERIVED_GRAPHS, GRAPH_CURATED, GRAPH_IMPORTS
from graph.progress import Progress
from graph.settings import LIMITS
from graph.store import open_store
from graph.update_guard import guard_update

_CURATED = ox.NamedNode(GRAPH_CURATED)
_DERIVED = frozenset(map(ox.NamedNode, DERIVED_GRAPHS))


def update(
    text: str,
    location: str | Path,
    *,
    using: Sequence[str] = (),
    using_named: Sequence[str] = (),
    seconds: float = LIMITS.update_timeout_seconds,
    check: bool = False,
    progress: Progress | None = None,
) -> ChangeReport:
    """Carry out the SPARQL 1.1 update `text` on the store at `location`; all of it, or nothing changes.

    Parameters
    ----------
    text
        One or more operations.
    using, using_named
        The dataset of every WHERE, where the request gives it.
    seconds
        Time that the update itself may take; judging and building come on top.
    location, check, progress
        See `graph.ingest.changing.change`.

    Raises
    ------
    QueryError
        If it is malformed, fails, or would read from elsewhere.
    QueryTimeoutError, QueryCrashedError
        If it takes too long, or its process breaks off.
    InputError
        If it writes what is derived.
    DataError, StoreError
        See `graph.ingest.changing.change`.
    """
    guarded = guard_update(text, using, using_named)
    request = source_of_bytes(text.encode(), "update", ".ru")

    def wanted(held: Held) -> Wanted:
        before = frozenset(open_store(location, build_name=held.build).quads())
        return _wanted(held, before, _changed(guarded, before, seconds), request)

    return change(location, wanted, check=check, progress=progress)


def _wanted(held: Held, before: Quads, after: Quads, request: Source) -> Wanted:
    new = after - before
    derived = next((quad for quad in new if quad.graph_name in _DERIVED), None)
    if derived is not None:
        raise InputError(
            f"The update writes into the graph {derived.graph_name}, which is derived; write into "
            f"<{GRAPH_CURATED}>, or a graph of a name of your own."
        )
    changed = next((quad for quad in new | (before - after) if _is_import(quad)), None)
    if changed is not None:
        raise InputError(
            f"The update changes the graph {changed.graph_name}, which is an import; bring the newer table "
            "in with `armsgraph import`, or take it away there."
        )
    people = [quad for quad in after if quad.graph_name not in _DERIVED and not _is_import(quad)]
    beside = [quad for quad in people if quad.graph_name != _CURATED]
    require_words_of_its_own(new.intersection(beside), request)
    curated = as_written([quad for quad in after if quad.graph_name == _CURATED])
    inputs = with_inputs(held, [InputFile(request.name, request.sha256)])
    return Wanted(curated, beside, inputs, (request,))


def _is_import(quad: ox.Quad) -> bool:
    return str(getattr(quad.graph_name, "value", "")).startswith(GRAPH_IMPORTS)


def _changed(text: str, before: Quads, seconds: float) -> Quads:
    """Return what the update makes of `before`, found out by a child process."""
    quads = ox.serialize(before, format=ox.RdfFormat.N_QUADS) or b""
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "graph.ingest.update_child"],
            input=json.dumps(text).encode() + b"\n" + quads,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryTimeoutError(
            f"The update was stopped after {seconds:g} seconds; nothing was changed."
        ) from error
    if ended.returncode == REFUSED:
        raise QueryError(ended.stderr.decode("utf-8", "replace").strip())
    if ended.returncode:
        raise QueryCrashedError("The process that carried out the update broke off; nothing was changed.")
    return frozenset(ox.parse(ended.stdout, ox.RdfFormat.N_QUADS))
