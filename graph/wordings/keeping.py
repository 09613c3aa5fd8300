"""Keep words beside a build, where they open without being read, and find them again.

They lie in ``DIR/builds/<name>/wordings`` as `graph.columns.folder` writes arrays. A build that has none
gets them when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from graph.columns import columns_of
from graph.columns.beside import Beside
from graph.columns.folder import open_arrays, unusable, write_arrays
from graph.wordings.deriving import derive_wordings
from graph.wordings.layout import Wordings
from graph.wordings.pieces import Pieces

if TYPE_CHECKING:
    from graph.store import Store

FOLDER = "wordings"
_PIECES = [one.name for one in fields(Wordings) if one.type == "Pieces"]
_SINGLE = [one.name for one in fields(Wordings) if one.type != "Pieces"]


def wordings_of(store: Store) -> Wordings:
    """Return the words of `store`, by the rows of `graph.columns.columns_of`.

    Those kept beside its build are opened; what is missing, damaged or made for another build is derived
    anew without a word, once for each store that is open, and kept where the build may be written to.
    """
    return _BESIDE.of(store)


def wordings_at_hand(store: Store) -> Wordings | None:
    """Return the same words where they are held or lie beside the build; None where they are to be derived.

    For what can as well ask the store for a few words: to derive all of them takes longer than that.
    """
    return _BESIDE.at_hand(store)


def write_wordings(wordings: Wordings, folder: Path, *, build: str = "") -> None:
    """Write `wordings` into the new folder `folder`, for the build of that name.

    Raises
    ------
    OSError
        If the machine refuses.
    """
    write_arrays(dict(_arrays(wordings)), folder, build=build, said={"claims": len(wordings.gloss)})


def open_wordings(folder: Path, *, build: str = "") -> Wordings:
    """Return the words in `folder`, mapped into memory instead of read.

    Raises
    ------
    StoreError
        If they are missing, damaged, of another format, or made for another build than `build`.
    """
    try:
        arrays, _ = open_arrays(folder, build=build)
        return _wordings(arrays)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unusable("words", folder, error) from error


def _arrays(wordings: Wordings) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in _PIECES:
        pieces = getattr(wordings, name)
        yield f"{name}.letters", pieces.letters
        yield f"{name}.offsets", pieces.offsets
    yield from ((name, getattr(wordings, name)) for name in _SINGLE)


def _wordings(arrays: Mapping[str, NDArray[Any]]) -> Wordings:
    texts = {name: Pieces(arrays[f"{name}.letters"], arrays[f"{name}.offsets"]) for name in _PIECES}
    single = {name: arrays[name] for name in _SINGLE}
    # Every field by its name: which of them are texts and which arrays no type checker can see here.
    return Wordings(**texts, **single)  # type: ignore[arg-type]


_BESIDE = Beside(
    FOLDER,
    derive=lambda store: derive_wordings(store, columns_of(store)),
    reopen=lambda _store, folder, build: open_wordings(folder, build=build),
    write=write_wordings,
)
