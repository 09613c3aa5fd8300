"""Perspectives with a name: finding, keeping and forgetting them, and telling a side from an entity."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from graph.errors import InputError, UnknownEntityError
from graph.knowledge.filtering import Filtering
from graph.model import Ref
from graph.perspective import Perspective
from graph.saved import (
    NamedPerspective,
    drop,
    find_named,
    keep,
    kept_perspectives,
    readable_perspectives,
    require_readable,
    shipped_perspectives,
)

UNNAMED = ("unnamed", "unnamed sources", "unnamed source", "unnamedsource")
"""What `without` takes for all sources without a name."""
ALL_INFERRED = "all"
"""What `apart` takes for every identity that no text states."""
_MEANT_OTHERWISE = frozenset((*UNNAMED, ALL_INFERRED, "everything", "everybody"))


class Sides(Filtering):
    """Whose word can be asked for by name."""

    def perspectives(self) -> tuple[NamedPerspective, ...]:
        """Return the perspectives with a name: those that came with the data, then those kept by users.

        Raises
        ------
        DataError
            If the file of a kept one is broken.
        """
        return (*self._shipped, *kept_perspectives(self.store.location))

    def _sides(self, wanted: str = "") -> tuple[NamedPerspective, ...]:
        """Return the perspectives with a name that can be read; raise if `wanted` is one that cannot."""
        sides = (*self._shipped, *readable_perspectives(self.store.location))
        if wanted and find_named(sides, wanted) is None:
            require_readable(self.store.location, wanted)
        return sides

    def perspective_called(self, name: str) -> NamedPerspective:
        """Return the perspective called `name`.

        Raises
        ------
        InputError
            If there is none; those with a name are listed.
        DataError
            If the file of the one called so is broken.
        """
        perspectives = self._sides(wanted=name)
        found = find_named(perspectives, name)
        if found is None:
            known = ", ".join(one.name for one in perspectives) or "none"
            raise InputError(f"No perspective is called {name!r}. Those with a name are: {known}.")
        return found

    def save_perspective(self, name: str, perspective: Perspective, definition: str = "") -> None:
        """Keep `perspective` under `name` beside the store, in place of one kept before.

        Raises
        ------
        InputError
            If the name is empty, that of one which came with the data, or that of an entity or of a word
            which means something else here; or if the store is in memory.
        StoreError
            If the machine refuses to write.
        """
        if find_named(self._shipped, name):
            raise InputError(f"The perspective {name!r} came with the data; keep yours under another name.")
        if name.strip().casefold() in _MEANT_OTHERWISE or self._is_an_entity(name):
            raise InputError(f"{name!r} means something else here already; keep yours under another name.")
        keep(self.store.location, NamedPerspective(name.strip(), perspective, definition))

    def remove_perspective(self, name: str) -> None:
        """Forget the kept perspective called `name`.

        Raises
        ------
        InputError
            If none is kept under this name.
        """
        if find_named(self._shipped, name):
            raise InputError(f"The perspective {name!r} came with the data and cannot be removed.")
        drop(self.store.location, name)

    @cached_property
    def _shipped(self) -> tuple[NamedPerspective, ...]:
        return shipped_perspectives(self.store)

    def _side_or_entity(self, name: str) -> NamedPerspective | Ref:
        """Return the side or the entity that `name` means.

        The name of a side comes first, then the label of an entity, then a side's other names, then an
        entity's: the militias are the side, the Kremlin is the Kremlin.
        """
        sides = self._sides()
        wanted = name.strip().casefold()
        side = find_named(sides, name)
        if side and side.name.casefold() == wanted:
            return side
        try:
            entity = self.resolve(name)
        except UnknownEntityError as error:
            if side is None:
                raise self._unknown_side(error, self._sides(wanted=name)) from None
            return side
        return side if side and entity.label.casefold() != wanted else entity

    def _voices_of(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of those who speak for a side, or of the one entity called so.

        Raises
        ------
        InputError
            If the side names nobody, such as the outlets' own voice.
        """
        meant = self._side_or_entity(name)
        if not isinstance(meant, NamedPerspective):
            return (meant.iri,)
        if not meant.perspective.told_by:
            raise InputError(f"{meant.name!r} names nobody in particular; give a side or an actor.")
        return meant.perspective.told_by

    def _is_an_entity(self, name: str) -> bool:
        try:
            return self.resolve(name).label.casefold() == name.strip().casefold()
        except InputError:
            return False

    def _unknown_side(
        self, error: UnknownEntityError, sides: Iterable[NamedPerspective]
    ) -> UnknownEntityError:
        actors = (label for label in error.suggestions if self._is_an_actor(label))
        return UnknownEntityError(error.name, (*actors, *(one.name for one in sides)))

    def _is_an_actor(self, label: str) -> bool:
        """Return whether an actor is shown under `label`."""
        types = self._reading.lexicon.types
        found = self._reading.index.search(label)
        return any(one.label == label and "Actor" in types.get(one.iri, ()) for one in found)
