"""Questions about numbers: how many of a weapon were lost by a day, by each source that counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from graph.errors import InputError, UnknownEntityError
from graph.joining import Joinable
from graph.knowledge.joining import Joining
from graph.model import Ref
from graph.namespaces import local_name
from graph.perspective import day_of
from graph.settings import BULK_LIMITS
from graph.tallies import Entry, Point, Reckoning, Scope, Tally, read_reckonings, scope_of, series, tallied
from graph.tallies.counting import entries_to
from graph.tallies.reading import Naming
from graph.tallies.reckoning import Manner

LOSS_STATUSES = ("destroyed", "damaged", "captured", "abandoned")
_LOSS = "EquipmentLoss"
_PARTIES = frozenset({"State", "ArmedForce", "ArmedGroup", "GovernmentBody"})
"""Classes of those who lose equipment in a war."""


class _Reckoned(NamedTuple):
    """What is read once of a weapon."""

    scope: Scope
    reckonings: tuple[Reckoning, ...]


class Tallying(Joining):
    """What one can ask of a graph in which sources count."""

    def tally(self, weapon: str, *, of: str = "", by: str = "", status: str = "") -> Tally:
        """Return how many of a weapon were lost by a day, by each source, and where the counts part.

        Variants count for their family (see ``ag:VariantOf``), and a kind such as ``Tanks`` takes in all
        weapons of its categories. Only claims that count are read.

        Parameters
        ----------
        weapon
            A weapon or a kind of weapon.
        of
            Whose losses: an actor, with all who count for it. Without it anybody's.
        by
            A day, month or year; its last day counts. Without it everything that is known.
        status
            ``destroyed``, ``damaged``, ``captured`` or ``abandoned``; without it whatever became of it.

        Raises
        ------
        InputError
            If a name is unknown, `weapon` is none, `by` is no date or `status` none of these.
        """
        asked = self._weapon(weapon)
        side = self.named(of) if of else None
        party = self._party((side.iri,)) if side else frozenset()
        day = day_of(by) if by else ""
        if status and status not in LOSS_STATUSES:
            raise InputError(f"{status!r} is no status of a loss; choose from {', '.join(LOSS_STATUSES)}.")
        read = self._reckoned(asked)
        unknown = self._unknown_pieces(read.scope, day, party) if read.scope.is_kind else 0
        found = tallied(
            read.scope, read.reckonings, side=side, party=party, by=day, status=status, unknown=unknown
        )
        return replace(found, entries=tuple(map(self._labelled, found.entries)))

    def tally_series(self, weapon: str, *, of: str = "", by: str = "", status: str = "") -> tuple[Point, ...]:
        """Return lists of pieces and running counts at the end of each month; see `tally`.

        Raises
        ------
        InputError
            As `tally` does.
        """
        side = self.named(of) if of else None
        party = self._party((side.iri,)) if side else frozenset()
        found = self._reckoned(self._weapon(weapon)).reckonings
        day = day_of(by) if by else ""
        return series(found, by=day, party=party, status=status, most=BULK_LIMITS.tally_months)

    def _labelled(self, one: Entry) -> Entry:
        """Return an entry whose losses have labels: those of running counts are many, and read without."""
        return replace(one, losses=tuple(self._reading.lexicon.ref(loss.iri) for loss in one.losses))

    def weapon_names(self) -> dict[str, str]:
        """Return the label of each weapon as its graph names it, by its IRI."""
        return {one.iri: one.label for one in self._weapons}

    def _weapon(self, name: str) -> Ref:
        """Return the weapon, or the kind of weapon, that `name` means."""
        try:
            found = self.named(name)
        except UnknownEntityError:
            plural = f"{name.strip()}s"
            found = self.named(plural if self._is_name(plural) else name)
        if all(one.iri != found.iri for one in self._weapons):
            raise InputError(f"{name!r} is {found.label}, which is no weapon; losses are counted of weapons.")
        return found

    def _is_name(self, name: str) -> bool:
        return any(name.casefold() == each.casefold() for one in self._weapons for each in one.names)

    @property
    def _weapons(self) -> tuple[Joinable, ...]:
        return self._reading.weapons

    @cached_property
    def _read_once(self) -> dict[str, _Reckoned]:
        return {}

    def _reckoned(self, asked: Ref) -> _Reckoned:
        if asked.iri not in self._read_once:
            scope = self._scope(asked)
            self._read_once[asked.iri] = _Reckoned(scope, self._reckonings(scope.weapons))
        return self._read_once[asked.iri]

    def _scope(self, asked: Ref) -> Scope:
        kinds = {one.iri: bool(one.own_categories) for one in self._weapons}
        return scope_of(asked, self._weapons, self._reading.identity, lambda iri: kinds.get(iri, False))

    def _reckonings(self, weapons: Iterable[str]) -> tuple[Reckoning, ...]:
        canonical = {self._reading.identity.canonical(one) for one in weapons}
        naming = Naming(self._reading.lexicon.ref, self._is_party, self._is_loss)
        return read_reckonings(
            self._reading.figures,
            self._columns,
            self._counting,
            sorted(canonical),
            naming,
            held=self._losses_read,
        )

    @cached_property
    def _losses_read(self) -> dict[tuple[int, int], list[Reckoning]]:
        return {}

    def _is_loss(self, iri: str) -> bool:
        return any(local_name(kind) == _LOSS for kind in self._reading.lexicon.types.get(iri, ()))

    def _is_party(self, iri: str) -> bool:
        return any(local_name(kind) in _PARTIES for kind in self._reading.lexicon.types.get(iri, ()))

    def _unknown_pieces(self, scope: Scope, by: str, party: frozenset[str]) -> int:
        """Return how many pieces are of weapons of no known kind."""
        if scope.unknown not in self._unknown_once:
            self._unknown_once[scope.unknown] = self._reckonings(scope.unknown)
        entries = entries_to(self._unknown_once[scope.unknown], by, party)
        return sum(one.count for one in entries if one.manner is Manner.PIECES)

    @cached_property
    def _unknown_once(self) -> dict[frozenset[str], tuple[Reckoning, ...]]:
        return {}
