"""Every limit by name: its default, its unit and why it is there.

A result that a limit has cut says so; no limit is silent.
"""

from __future__ import annotations

import os
from pathlib import Path

from graph.settings.bulk_limits import BulkLimits as BulkLimits
from graph.settings.limits import Limits as Limits

STORE_VARIABLE = "ARMSGRAPH_STORE"
"""Names the store: a directory, or the address of the queries of a SPARQL 1.1 server."""
STORE_USER_VARIABLE = "ARMSGRAPH_STORE_USER"
STORE_PASSWORD_VARIABLE = "ARMSGRAPH_STORE_PASSWORD"  # noqa: S105 - the name of a variable
"""Name and password for a server, where it asks for them."""
STORE_TOKEN_VARIABLE = "ARMSGRAPH_STORE_TOKEN"  # noqa: S105 - the name of a variable
"""A bearer token for a server; it wins over name and password."""
STORE_UPDATE_VARIABLE = "ARMSGRAPH_STORE_UPDATE"
"""The address where a server takes updates, where it is not the usual one beside its queries."""
STORE_GRAPHS_VARIABLE = "ARMSGRAPH_STORE_GRAPHS"
"""The address of a server's graph store protocol, where it is not the usual one beside its queries."""
WRITE_TOKEN_VARIABLE = "ARMSGRAPH_WRITE_TOKEN"  # noqa: S105 - the name of a variable
"""Names what a writer must show to `armsgraph serve --allow-writing`."""
ARTICLES_VARIABLE = "ARMSGRAPH_ARTICLES"
"""Names the folder with the article texts, if the user has them."""
STORE_FORMAT_VERSION = 2
"""Raised whenever what a build writes changes, so that an old store is refused instead of misread."""

LIMITS = Limits()
"""Limits of asking, drawing and serving."""
BULK_LIMITS = BulkLimits()
"""Limits of importing, joining, exporting and analysing."""


def articles_folder() -> Path | None:
    """Return the folder that ``ARMSGRAPH_ARTICLES`` names; None where the user has named none."""
    named = os.environ.get(ARTICLES_VARIABLE)
    return Path(named) if named else None


def default_store_location() -> str:
    """Return where the store is looked for: ``ARMSGRAPH_STORE``, the checkout, or the user's data folder."""
    if named := os.environ.get(STORE_VARIABLE):
        return named
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return str(checkout / ".armsgraph" / "store")
    import platformdirs

    return str(Path(platformdirs.user_data_dir("armsgraph", appauthor=False)) / "store")
