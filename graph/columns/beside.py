"""What is derived from a store once, and kept in a folder beside its build where that may be written to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from graph.columns.folder import replace_folder
from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.store import Store

Kept = TypeVar("Kept")
_Written_contra = TypeVar("_Written_contra", contravariant=True)


class _Writing(Protocol[_Written_contra]):
    def __call__(self, kept: _Written_contra, folder: Path, /, *, build: str) -> None: ...


class Beside(Generic[Kept]):
    """One kind of thing that lies in ``DIR/builds/<name>/<folder>`` and opens there without being read.

    What is missing, damaged or made for another build is derived anew without a word, once for each store
    that is open. A store of another machine or in memory has no such folder.

    Parameters
    ----------
    folder
        The name of the folder beside the build.
    derive
        Makes the thing from a store.
    reopen
        Opens it for a store in a folder, given the name of the build; raises `StoreError` if it is unusable.
    write
        Writes it into a new folder, for the build of that name; may raise OSError.
    """

    def __init__(
        self,
        folder: str,
        *,
        derive: Callable[[Store], Kept],
        reopen: Callable[[Store, Path, str], Kept],
        write: _Writing[Kept],
    ) -> None:
        self._name, self._derive, self._reopen, self._write = folder, derive, reopen, write
        self._held: WeakKeyDictionary[Store, Kept] = WeakKeyDictionary()
        self._one_at_a_time = Lock()

    def of(self, store: Store) -> Kept:
        """Return what belongs to `store`: what lies beside its build, or else derived now and kept there.

        What is added to a store in memory after it was first asked is not in it.
        """
        with self._one_at_a_time:
            found = self._held.get(store)
            if found is None:
                found = self._held[store] = self._kept_or_derived(store)
            return found

    def at_hand(self, store: Store) -> Kept | None:
        """Return what belongs to `store` where it is held or lies beside its build; None if not."""
        with self._one_at_a_time:
            found = self._held.get(store)
            if found is None and store.columns_path is not None:
                with suppress(StoreError):
                    found = self._held[store] = self._reopen(store, *self._place(store.columns_path))
            return found

    def _place(self, columns: Path) -> tuple[Path, str]:
        """Return the folder beside the columns of a build, and the name of the build."""
        return columns.with_name(self._name), columns.parent.name

    def _kept_or_derived(self, store: Store) -> Kept:
        if store.columns_path is None:
            return self._derive(store)
        folder, build = self._place(store.columns_path)
        try:
            return self._reopen(store, folder, build)
        except StoreError:
            found = self._derive(store)
            store.require_unchanged()
        with suppress(OSError):  # a build that may only be read is no fault: the next reader derives again
            replace_folder(folder, partial(self._write, found, build=build))
        return found
