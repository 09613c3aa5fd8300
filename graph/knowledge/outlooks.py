"""From names to a perspective: sides and speakers, sources to take out, dates, and those that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, reduce
from typing import Self

from graph import asking
from graph.errors import InputError, UnknownEntityError
from graph.identity import Identity, Judgement, Verdict
from graph.knowledge.sides import ALL_INFERRED, UNNAMED, Sides
from graph.knowledge.titles import Titles
from graph.knowledge.wording import described
from graph.model import Modality, Status
from graph.namespaces import ID, local_name
from graph.perspective import AsOf, Perspective, day_of
from graph.saved import (
    NamedPerspective,
)
from graph.sentences import listed


class Outlooks(Sides):
    """Perspectives by name, and the same graph under another one."""

    def under(self, perspective: Perspective) -> Self:
        """Return the same graph under `perspective`, which replaces the one here; all questions stay."""
        return self.seen_from(perspective)

    def outlook(
        self,
        *,
        named: str = "",
        told_by: Iterable[str] = (),
        without: Iterable[str] = (),
        own_voice: bool = False,
        background: bool = False,
        named_only: bool = False,
        outlets: Iterable[str] = (),
        documents: Iterable[str] = (),
        as_of: str = "",
        as_of_basis: AsOf | str = AsOf.SAID,
        modalities: Iterable[Modality | str] = (),
        facts_only: bool = False,
        min_origins: int = 0,
        statuses: Iterable[Status | str] = (),
        apart: Iterable[str] = (),
    ) -> Perspective:
        """Return the perspective that these names and conditions mean.

        Parameters
        ----------
        named
            A perspective to begin with, see `perspectives`; the other conditions are added to it.
        told_by
            Sides (see `perspectives`) or actors whose word counts.
        without
            Sides, actors, outlets or documents to take out; ``unnamed sources`` takes out all of them.
        outlets, documents
            The only outlets and documents that count.
        as_of
            A day, month or year; of a month the last day counts.
        as_of_basis
            ``said`` or ``published``.
        apart
            Entities that are held to be somebody else, or judgements, to be held apart; ``all`` holds
            every inferred identity apart.

        Raises
        ------
        InputError
            If a name is unknown or ambiguous, a date is no date, a number is negative, or both modalities and
            facts only are asked for.
        """
        if min_origins < 0:
            raise InputError(f"The least number of origins must be 0 or more, not {min_origins}.")
        kinds = tuple(asking.word_named(Modality, name, "a modality") for name in modalities)
        if kinds and facts_only:
            raise InputError(
                f"Facts only leaves no other modality, such as {kinds[0].value}; give one of both."
            )
        asked = Perspective(
            own_voice=own_voice,
            background=background,
            named_only=named_only,
            outlets=tuple(self._actor(name, "An outlet") for name in outlets),
            documents=tuple(self.document(name).iri for name in documents),
            as_of=day_of(as_of) if as_of else "",
            as_of_basis=asking.word_named(AsOf, as_of_basis, "a kind of date") if as_of else AsOf.SAID,
            modalities=kinds or ((Modality.FACT,) if facts_only else ()),
            min_origins=min_origins,
            statuses=tuple(sorted(asking.statuses_named(statuses) or ())),
            apart=tuple(dict.fromkeys(iri for name in apart for iri in self._judgements_meant(name))),
        )
        parts = [*map(self._teller, told_by), *map(self._lacking, without)]
        if named:
            parts.append(self.perspective_called(named).perspective)
        return reduce(Perspective.joined, parts, asked)

    def described(self, perspective: Perspective | None = None) -> str:
        """Return what counts under `perspective`, or under the one here, in plain English.

        Of the graph here it is also said what of that is looked at, where something is left out.
        """
        counts = described(perspective or self.perspective, self._sides(), self._name_of)
        return counts if perspective is not None else ", ".join(filter(None, (counts, self.looked_at())))

    def identities(self, entity: str | None = None) -> tuple[Judgement, ...]:
        """Return the judgements on who is whom, of all entities or of one, also those switched off here."""
        judgements = self._all_judgements
        if entity is None:
            return judgements
        iri = self._everywhere.canonical(self.resolve(entity).iri)
        return tuple(
            one for one in judgements if iri in {self._everywhere.canonical(e) for e in one.entities}
        )

    @property
    def _everywhere(self) -> Identity:
        """Who is held to be whom by all judgements."""
        return self._reading.held_apart(()).identity

    def _teller(self, name: str, role: str = "Whoever tells") -> Perspective:
        """Return the perspective of one side or one actor."""
        meant = self._side_or_entity(name)
        if isinstance(meant, NamedPerspective):
            return meant.perspective
        return Perspective(told_by=(self._actor(meant.iri, role),))

    def _lacking(self, name: str) -> Perspective:
        """Return the perspective without one side, actor, outlet or document."""
        if name.strip().casefold() in UNNAMED:
            return Perspective(named_only=True)
        try:
            side = self._teller(name, "A source")
        except UnknownEntityError:
            return Perspective(without=(self._source_document(name),))
        if not side.told_by:
            raise InputError(f"{name!r} names no source that could be taken out; give actors or documents.")
        return Perspective(without=side.told_by)

    def _source_document(self, name: str) -> str:
        """Return the document of this very IRI or title: nothing is taken out by a guess."""
        found = asking.document_called(self._reading.catalogue, name)
        if found is None:
            raise InputError(
                f"No source is called {name!r}: it is neither a side, an actor or an outlet nor a document. "
                "Give a label, an alias, a whole title or an IRI; `armsgraph search` finds them."
            )
        return found.iri

    def _actor(self, name: str, role: str) -> str:
        found = self.resolve(name)
        types = self._reading.lexicon.types.get(found.iri, ())
        if "Actor" not in types:
            kind = types[0] if types else "thing of another kind"
            raise InputError(f"{role} must be an actor; {found.label} is of the class {kind}.")
        return found.iri

    def _judgements_meant(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of the judgements that hold an entity to be another, or of the one called so."""
        if name.strip().casefold() == ALL_INFERRED:
            return self._reading.inferred()
        wanted = name.strip().removeprefix("id:")
        for one in self._all_judgements:
            if wanted in (one.iri, one.iri.removeprefix(ID), local_name(one.iri)):
                return (one.iri,)
        found = tuple(one.iri for one in self.identities(name) if one.verdict is Verdict.SAME)
        if not found:
            raise InputError(f"Nobody else is held to be {name!r}, so there is nothing to hold apart.")
        return found

    @property
    def _all_judgements(self) -> tuple[Judgement, ...]:
        return self._reading.held_apart(()).identity.judgements

    def _name_of(self, iri: str) -> str:
        """Return what people call an actor, a document, or those whom a judgement holds to be one."""
        document = Titles(self._reading.shelf).get(iri)
        return self._titles.get(iri) or (document or self._reading.lexicon.ref(iri)).label

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Judgements by their IRIs, as people read them."""
        label = self._reading.lexicon.ref
        return {
            one.iri: listed(label(entity).label for entity in sorted(one.entities))
            for one in self._all_judgements
        }
