"""Where counts of losses part: found for all weapons of which somebody gives a number, with their grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from graph.columns import NONE
from graph.errors import InputError
from graph.explanations import Explanation
from graph.knowledge.tallying import Tallying
from graph.model import Claim, Ref
from graph.namespaces import AG, local_name
from graph.settings import BULK_LIMITS
from graph.tallies import (
    CountsApart,
    Difference,
    Excess,
    Finding,
    Manner,
    Reckoning,
    Scope,
    Tally,
    Why,
    tallied,
)
from graph.tallies.apart import KEY, PARTING
from graph.tallies.comparing import excess
from graph.tallies.counting import fitting
from graph.tallies.explaining import explanations
from graph.tallies.wording import apart_sentences, takes_in

_COUNTED = frozenset({"Weapon", "Incident"})
_ITEM, _COUNT = AG + "item", AG + "count"


class CountsDisagreeing(Tallying):
    """What one can ask of a graph in which counts of losses part."""

    def counts_apart(
        self, about: str | None = None, between: tuple[str, str] | None = None
    ) -> tuple[CountsApart, ...]:
        """Return where counts of losses part by the claims that count; what cannot both hold comes first.

        A count is held against what other sources show or claim of the same weapon and side up to its day.

        Parameters
        ----------
        about
            A weapon, a loss, a side or a source: only counts that concern it. Of a variant also those of the
            family that it is joined to.
        between
            Two sides or sources: only where a count of the one, or of those who count for it, stands
            against one of the other.

        Raises
        ------
        InputError
            If an entity is unknown, or both are one.
        """
        if about is None:
            found = self._known_counts_apart
        else:
            asked = self.named(about).iri
            found = tuple(one for one in self._counts_near(asked) if asked in self._concerned(one))
        if between is not None:
            one, other = map(self._voices_of, between)
            if one == other:
                raise InputError(
                    f"{between[0]!r} and {between[1]!r} both mean {self._listed(one)}; give two."
                )
            ends = self._party(one), self._party(other)
            found = tuple(each for each in found if _stands_between(each.difference, *ends))
        return found

    def why(self, thing: str) -> tuple[Explanation, ...]:
        """Return why something is shown as it is, and of a weapon or a loss why counts of it part.

        See `graph.knowledge.grounds.Grounds.why`; `thing` may also be the key of counts that part.

        Raises
        ------
        InputError
            As `asked` does.
        """
        if thing.strip().startswith(KEY):
            keyed = tuple(_why(one) for one in self._known_counts_apart if one.key == thing.strip())
            if keyed:
                return keyed
        found = super().why(thing)
        iri = self._counted_meant(thing)
        parting = (one for one in self._counts_near(iri) if iri in self._matter_of(one)) if iri else ()
        return (*found, *map(_why, parting))

    def _counted_meant(self, thing: str) -> str:
        """Return the IRI of the weapon or incident that `thing` means; empty where it means none."""
        try:
            iri = self.named(thing).iri
        except InputError:
            return ""
        kinds = {local_name(kind) for kind in self._reading.lexicon.types.get(iri, ())}
        return iri if kinds & _COUNTED else ""

    def _matter_of(self, one: CountsApart) -> frozenset[str]:
        """Return the IRIs of the weapons and losses that are counted."""
        canonical, found = self._reading.identity.canonical, one.difference
        entries = (found.claimed, found.against, *found.statements)
        losses = (loss.iri for entry in entries for loss in entry.losses)
        return frozenset((*map(canonical, one.weapons), *losses))

    def _concerned(self, one: CountsApart) -> frozenset[str]:
        """Return the IRIs of all that counts are about: weapons and losses, the side, the sources."""
        found = one.difference
        return self._matter_of(one) | {one.side.iri, found.claimed.source.iri, found.against.source.iri}

    @cached_property
    def _known_counts_apart(self) -> tuple[CountsApart, ...]:
        return self._parting(self._scopes_counted)

    def _counts_near(self, entity: str) -> tuple[CountsApart, ...]:
        """Return all of them that may concern an entity: of a weapon or a loss not all that are known.

        With the weapons that are counted as it come those that share one with them: of which a claim is
        told is decided among all of these.
        """
        types = frozenset(map(local_name, self._reading.lexicon.types.get(entity, ())))
        if "Place" in types:  # neither what is counted nor who counts or loses it
            return ()
        if "_known_counts_apart" in self.__dict__ or not _COUNTED.intersection(types):
            return self._known_counts_apart
        items = {entity, *self._items_of(entity)}
        holding = [scope for scope in self._scopes_counted if items & scope.weapons.keys()]
        near = frozenset[str]().union(*(scope.weapons for scope in holding))
        return self._parting(scope for scope in self._scopes_counted if near & scope.weapons.keys())

    def _items_of(self, loss: str) -> list[str]:
        """Return the IRIs of the weapons that a loss is said to be of; none of what is no loss."""
        columns = self._columns
        told = columns.subject == columns.entities.index(loss)
        told &= (columns.predicate == columns.predicates.index(_ITEM)) & (columns.object != NONE)
        return columns.entities.several(np.unique(columns.object[told]))

    def _parting(self, scopes: Iterable[Scope]) -> tuple[CountsApart, ...]:
        """Return where counts of these part, each claim against each list once: for that with most shown."""
        made: dict[tuple[object, ...], CountsApart] = {}
        for scope in scopes:
            for one in self._apart_once(scope.asked):
                found = one.difference
                key = (found.claimed.claims, one.side.iri, found.against.source.iri, found.against.manner)
                known = made.get(key)
                if known is None or known.difference.at_least < found.at_least:
                    made[key] = one
        return tuple(sorted(made.values(), key=_order))

    @cached_property
    def _scopes_counted(self) -> tuple[Scope, ...]:
        """What is counted as each weapon of which somebody who counts gives a number of losses."""
        columns = self._columns
        told = np.zeros(len(columns.propositions), np.bool_)
        told[columns.proposition[self._counting]] = True
        counted = columns.subject[told & (columns.predicate == columns.predicates.index(_COUNT))]
        items = told & (columns.predicate == columns.predicates.index(_ITEM)) & (columns.object != NONE)
        weapons = np.unique(columns.object[items & np.isin(columns.subject, counted)])
        known = {self._reading.identity.canonical(one.iri) for one in self._weapons}
        scopes = [self._scope(self._reading.lexicon.ref(iri)) for iri in columns.entities.several(weapons)]
        wanted = known - _narrower_kinds(scopes)
        return tuple(scope for scope in scopes if scope.asked.iri in wanted)

    def _apart_once(self, weapon: Ref) -> tuple[CountsApart, ...]:
        if weapon.iri not in self._apart_held:
            self._apart_held[weapon.iri] = tuple(self._apart_of(weapon))
        return self._apart_held[weapon.iri]

    @cached_property
    def _apart_held(self) -> dict[str, tuple[CountsApart, ...]]:
        return {}

    def _apart_of(self, weapon: Ref) -> Iterator[CountsApart]:
        """Yield where the counts of one weapon part, side by side."""
        read = self._reckoned(weapon)
        for side in self._losing_states(read.reckonings):
            party = self._party((side.iri,))
            found = tallied(read.scope, read.reckonings, side=side, party=party)
            for difference in found.differences:
                if difference.finding in PARTING:
                    yield self._made(found, side, difference, fitting(read.reckonings, party))

    def _losing_states(self, reckonings: Iterable[Reckoning]) -> list[Ref]:
        """Return the states whose losses are shown piece by piece, or counted in all."""
        sides = {side for one in reckonings if one.manner is not Manner.STATEMENT for side in one.sides}
        lexicon = self._reading.lexicon
        states = (one for one in sorted(sides) if "State" in map(local_name, lexicon.types.get(one, ())))
        return [lexicon.ref(side) for side in states]

    def _made(
        self, found: Tally, side: Ref, difference: Difference, reckonings: Iterable[Reckoning]
    ) -> CountsApart:
        names, shown = self.weapon_names(), difference.against.pieces
        party, day = self._party((side.iri,)), difference.claimed.day
        unknown = self._unknown_pieces(found.scope, day, party) if found.scope.is_kind and shown else 0
        claimed = difference.statements or (difference.claimed,)
        return CountsApart(
            weapon=found.scope.asked,
            side=side,
            weapons=frozenset(iri for iri, why in found.scope.weapons.items() if why is not Why.KIND),
            difference=difference,
            explanations=tuple(explanations(difference, found.scope, names, unknown)),
            takes_in=takes_in(found, names),
            claims=self._claims_called(iri for one in (*claimed, difference.against) for iri in one.claims),
            rows=self._claims_called(one.claim for one in shown[: BULK_LIMITS.tally_rows]),
            excess=_excess(difference, reckonings),
        )

    def _claims_called(self, iris: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims with these IRIs in their order."""
        rows = [self._columns.claims.index(iri) for iri in iris]
        known = {one.iri: one for one in self._reading.some_claims(rows)}
        return tuple(known[self._columns.claims[row]] for row in rows)


def _narrower_kinds(scopes: Iterable[Scope]) -> set[str]:
    """Return the kinds among `scopes` that are a part of another one: ``Russian tanks`` of ``Tanks``."""
    kinds = {scope.asked.iri: scope for scope in scopes if scope.is_kind}
    return {
        iri
        for wide in kinds.values()
        for iri, why in wide.weapons.items()
        if why is Why.VARIANT and iri in kinds
    }


def _excess(difference: Difference, reckonings: Iterable[Reckoning]) -> Excess | None:
    """Return where a running count is too low for a list on other days, of the sources of `difference`."""
    claimed, shown = difference.claimed, difference.against
    if claimed.manner is not Manner.RUNNING or shown.manner is not Manner.PIECES:
        return None
    given = tuple(reckonings)
    of_each = [
        [one for one in given if (one.manner, one.source) == (each.manner, each.source)]
        for each in (claimed, shown)
    ]
    return excess(*of_each)


def _stands_between(found: Difference, one: frozenset[str], other: frozenset[str]) -> bool:
    ends = found.claimed.source.iri, found.against.source.iri
    return any(a in one and b in other for a, b in (ends, ends[::-1]))


def _order(one: CountsApart) -> tuple[object, ...]:
    place = list(Finding).index(one.difference.finding)
    return (not one.is_contradiction, place, one.weapon.label, one.side.label, one.key)


def _why(one: CountsApart) -> Explanation:
    what = f"Why the counts of {one.weapon.label} lost by {one.side.label} part"
    rule = " ".join((*apart_sentences(one), one.takes_in, *one.explanations))
    return Explanation(what, rule, (*one.claims, *one.rows))
