"""From names to a filter: classes, relations, days and places; and a filter read out in plain English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph import asking
from graph.dates import span_of
from graph.errors import InputError
from graph.filters import NOTHING_LEFT_OUT, Filter, When, days_of
from graph.knowledge.parts import Parts
from graph.lexicon import words_of
from graph.model import Ref
from graph.namespaces import AG
from graph.selecting import spoken_of
from graph.sentences import listed
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.columns.layout import Flags

_DATED = {When.EVENT: "events", When.SAID: "what was said", When.PUBLISHED: "what was published"}


class Filtering(Parts):
    """What can be looked at alone, by name."""

    def only(
        self,
        *,
        kinds: Iterable[str] = (),
        lacking: Iterable[str] = (),
        relations: Iterable[str] = (),
        since: str = "",
        until: str = "",
        when: When | str = When.EVENT,
        places: Iterable[str] = (),
    ) -> Filter:
        """Return the filter that these names and days mean; `narrowed` puts the graph under it.

        Parameters
        ----------
        kinds
            Classes by local name or label, such as ``ArmedGroup`` or ``armed group``.
        lacking
            Classes to leave out.
        since, until
            The first and the last day, month or year looked at.
        when
            ``event``, ``said`` or ``published``; without a day it makes no difference.
        places
            Places, and whatever else something is said to lie in, such as a state.

        Raises
        ------
        InputError
            If a name is unknown, a date is no date, or the first day lies after the last.
        """
        sort = asking.word_named(When, when, "a sort of date")
        asked = Filter(
            kinds=tuple(dict.fromkeys(map(self.kind_named, kinds))),
            lacking=tuple(dict.fromkeys(map(self.kind_named, lacking))),
            relations=tuple(dict.fromkeys(self.resolve_relation(name).iri for name in relations)),
            since=since.strip(),
            until=until.strip(),
            when=sort if since.strip() or until.strip() else When.EVENT,
            places=tuple(dict.fromkeys(map(self.place_named, places))),
        )
        days_of(asked)
        return asked

    def kinds_present(self) -> tuple[str, ...]:
        """Return the local names of all classes that some entity is of, in the order of their words."""
        ground = self._reading.ground
        here = np.unique(ground.kind[self._reading.arrays.is_entity]).tolist()
        present = {kind for place in here for kind in ground.kinds[place]}
        return tuple(sorted(present, key=lambda kind: words_of(kind).casefold()))

    def kind_named(self, name: str) -> str:
        """Return the local name of the class called `name`.

        Raises
        ------
        InputError
            If no entity is of such a class; near ones are suggested.
        """
        wanted = _bare(name)
        present = self.kinds_present()
        for kind in present:
            if wanted in (_bare(kind), _bare(self._kind_label(kind))):
                return kind
        near = difflib.get_close_matches(name.strip(), present, LIMITS.suggestion_count) or present
        shown = ", ".join(near[: LIMITS.listed_problems]) or "none"
        raise InputError(f"No entity here is of a class called {name!r}; there are {shown}.")

    def relations_present(self) -> tuple[Ref, ...]:
        """Return the relations that some statement uses, in the order of their labels."""
        columns = self._columns
        numbers = np.unique(columns.predicate[spoken_of(columns)]).tolist()
        used = {self._reading.lexicon.ref(columns.predicates[number]) for number in numbers}
        return tuple(sorted(used, key=lambda ref: (ref.label.casefold(), ref.iri)))

    def places(self) -> tuple[Ref, ...]:
        """Return the places, and whatever else something is said to lie in, in the order of their labels."""
        found = (self._reading.lexicon.ref(iri) for iri in self._named(self._places))
        return tuple(sorted(found, key=lambda ref: (ref.label.casefold(), ref.iri)))

    def place_named(self, name: str) -> str:
        """Return the IRI of the place called `name`.

        Raises
        ------
        InputError
            If it is no entity, or none that anything is said to lie in.
        """
        found = self.resolve(name)
        if not self._places[self._columns.entities.index(found.iri)]:
            types = self._reading.lexicon.types.get(found.iri, ())
            kind = words_of(types[0]) if types else "thing of another kind"
            raise InputError(f"{found.label} is no place but of the class {kind}; give a place or a state.")
        return found.iri

    def lying_in(self, place: str) -> frozenset[str]:
        """Return the IRI of `place` and those of all that anybody asserts to lie in it.

        What lies in places within it is there, too; so is an incident that somebody says took place there.

        Raises
        ------
        InputError
            As `place_named` does.
        """
        return frozenset(self._named(self._reading.ground.inside([self.place_named(place)])))

    @property
    def _places(self) -> Flags:
        """Which entities are places, or something is said to lie in them."""
        ground = self._reading.ground
        places = ground.of_kind("Place")
        places[ground.lying[1]] = True
        return places

    def _named(self, entities: Flags) -> list[str]:
        return [self._columns.entities[number] for number in np.flatnonzero(entities).tolist()]

    def looked_at(self, filter: Filter | None = None) -> str:
        """Return what `filter`, or those here, look at, as words; empty where nothing is left out."""
        given = self.filters if filter is None else (filter,)
        return "; ".join(words for each in given if (words := ", ".join(self._parts_of(each))))

    def _parts_of(self, asked: Filter) -> Iterator[str]:
        if asked == NOTHING_LEFT_OUT:
            return
        label = self._reading.lexicon.ref
        if asked.kinds:
            yield f"only {self._classes(asked.kinds)}"
        if asked.lacking:
            yield f"leaving out {self._classes(asked.lacking)}"
        if asked.relations:
            yield f"only links that say “{listed(label(iri).label for iri in asked.relations)}”"
        if asked.dated:
            yield f"only {_DATED[asked.when]} {_range(asked)}"
        if asked.places:
            yield f"only in {listed(label(iri).label for iri in asked.places)}"

    def _classes(self, kinds: Sequence[str]) -> str:
        word = "the class" if len(kinds) == 1 else "the classes"
        return f"{word} {listed(map(self._kind_label, kinds))}"

    def _kind_label(self, kind: str) -> str:
        return (self._reading.lexicon.labels.get(AG + kind) or words_of(kind)).lower()


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _range(asked: Filter) -> str:
    first, last = (span_of(text) for text in (asked.since, asked.until))
    if first and last:
        return f"of {first.text}" if first == last else f"from {first.text} to {last.text}"
    return f"from {first.text} on" if first else f"up to {last.text}" if last else ""
