"""How much hangs on each proposition by all claims: counted once, and kept beside the build of a large graph.

They lie in ``DIR/builds/<name>/weights`` as `graph.columns.folder` writes arrays.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.columns import columns_of
from graph.columns.beside import Beside
from graph.columns.folder import open_arrays, unusable, write_arrays
from graph.contradictions import weights_of
from graph.knowledge.reading import Reading
from graph.layout import WEIGHTS
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.columns.layout import Offsets
    from graph.store import Store

_SOURCES = "sources"


def weights_by_all(store: Store) -> Offsets:
    """Return the shortest paths through each proposition of `store` by all claims, by its number.

    They are those of `graph.contradictions.weights_of`: as kept beside the build, or else counted now and
    kept where the build may be written to.
    """
    return _BESIDE.of(store)


def _count(store: Store) -> Offsets:
    return weights_of(Reading(store).told)


def _write(weights: Offsets, folder: Path, *, build: str) -> None:
    write_arrays({"weights": weights}, folder, build=build, said={_SOURCES: LIMITS.weighed_entities})


def _reopen(store: Store, folder: Path, build: str) -> Offsets:
    """Return those in `folder`.

    Raises
    ------
    StoreError
        If they are missing, damaged, of another build, or counted from another number of entities.
    """
    try:
        arrays, said = open_arrays(folder, build=build)
        found = (said[_SOURCES], len(arrays["weights"]))
        if found != (LIMITS.weighed_entities, len(columns_of(store).propositions)):
            raise ValueError(f"they are counted from and for {found}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unusable("weights of propositions", folder, error) from error
    return arrays["weights"]


_BESIDE = Beside(WEIGHTS, derive=_count, reopen=_reopen, write=_write)
