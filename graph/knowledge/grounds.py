"""Questions for the grounds of what the graph says: where a statement comes from, and why it stands so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.asking import ends, named_first
from graph.citations import Archive, OriginReport, origin_report
from graph.columns import NONE
from graph.errors import InputError, UnknownEntityError
from graph.explanations import Explanation, why_contradiction, why_identity, why_proposition
from graph.identity import Judgement
from graph.knowledge.disputes import Disputes
from graph.model import Claim, Ref, Status
from graph.namespaces import ID
from graph.selecting import citing_together, differing, latest, marked, of_most_told, spoken_of
from graph.settings import BULK_LIMITS
from graph.timeline import StanceHistory, stance_history

if TYPE_CHECKING:
    from graph.columns.layout import Flags


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person named, and the claims that count about it."""

    thing: Ref
    claims: Sequence[Claim]
    """Of an entity read only as far as somebody looks."""
    kind: str
    """``claim``, ``proposition`` or ``entity``."""


class Grounds(Disputes):
    """What one can ask of a statement: on whose word it rests, and by which rule it is shown so."""

    def asked(self, thing: str) -> Asked:
        """Return what `thing` means, with the claims that count: the claim, those on a proposition or entity.

        Parameters
        ----------
        thing
            IRI or end of an IRI of a claim or a proposition, or the name of an entity.

        Raises
        ------
        UnknownEntityError
            If it is none of these; near names are suggested.
        AmbiguousEntityError
            If several entities are called so.
        """
        name = thing.strip()
        found = self._claim_called(name) or self._proposition_called(name)
        if found:
            return found
        try:
            entity = self.resolve(thing)
        except UnknownEntityError as error:
            if any(iri.startswith((ID + "claim/", ID + "proposition/")) for iri in _meant(name)):
                raise self._no_such_statement(thing) from error
            raise
        return Asked(entity, self._listing(self._rows_at([entity.iri])), "entity")

    def origins(self, thing: str) -> OriginReport:
        """Return where a claim, a proposition or what is said of an entity comes from.

        Relay chains are followed through claims that do not count, too: an origin is what it is. Of an entity
        of which very much is told the statements with most claims are followed, and the report says that.

        Raises
        ------
        InputError
            As `asked` does.
        """
        asked = self.asked(thing)
        claims, left_out = self._most_told_of(asked, self._reading.everything)
        report = origin_report(claims, self._archive_for(claims))
        return replace(report, left_out=left_out)

    def stances(self, thing: str) -> StanceHistory:
        """Return who took which stance when, on a statement or on all that concerns an entity.

        Of a claim the history of its proposition is told. Of very many claims the latest are, and those of
        statements on which not all agree; the history says how many it leaves out.

        Raises
        ------
        InputError
            As `asked` does.
        """
        asked = self.asked(thing)
        claims, left_out = tuple(asked.claims) if asked.kind != "entity" else (), 0
        if asked.kind == "claim":
            claims = tuple(one for claim in claims for one in self._told_of(claim.proposition.iri))
        elif asked.kind == "entity":
            claims, left_out = self._latest_about(asked.thing.iri)
        concerned = {end for claim in claims for end in ends(claim)} | {asked.thing.iri}
        history = stance_history(asked.thing, claims, self._dating(concerned), self._reading.lexicon)
        return replace(history, left_out=left_out)

    def _latest_about(self, entity: str) -> tuple[tuple[Claim, ...], int]:
        """Return the latest claims about what concerns `entity`, and how many others there are."""
        columns, most = self._columns, BULK_LIMITS.moments_read
        rows = self._chosen(entity, None, None, None, None) & self._counting
        split = rows & differing(columns, rows)[columns.proposition]
        kept = latest(columns, rows, most) | latest(columns, split, most)
        claims = named_first(self._some_claims(kept), entity)
        return claims, int(np.count_nonzero(rows)) - len(claims)

    def _dating(self, concerned: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims that count which give a date to one of `concerned`."""
        dated = np.zeros(len(self._columns.propositions), np.bool_)
        dated[[number for number, _ in self._reading.ground.dates]] = True
        return self._claims_about(dated & marked(self._columns, concerned)[self._columns.subject])

    def _most_told_of(self, asked: Asked, among: Flags) -> tuple[tuple[Claim, ...], int]:
        """Return the claims of `asked` that are `among` these, and how many are left out as too many."""
        if asked.kind != "entity":
            return tuple(asked.claims), 0
        rows = self._rows_at([asked.thing.iri]) & among & self._counting
        kept = of_most_told(self._columns, rows, BULK_LIMITS.grounds_statements)
        return self._some_claims(kept), int(np.count_nonzero(rows)) - int(np.count_nonzero(kept))

    def why(self, thing: str) -> tuple[Explanation, ...]:
        """Return why a statement, a contradiction or an identity is shown as it is, with what decides it.

        Parameters
        ----------
        thing
            As for `asked`; also the key of a contradiction, and the IRI of an identity judgement. Of an
            entity whatever is not undisputed about it is explained, of very much what is told most.

        Raises
        ------
        InputError
            As `asked` does.
        """
        name = thing.strip()
        judged = [one for one in self._all_judgements if one.iri in _meant(name)]
        keyed = self._contradictions_called(name)
        if judged or keyed:
            whys = (why_contradiction(one, self._relations) for one in keyed)
            return (*map(self._why_judged, judged), *whys)
        asked = self.asked(thing)
        return tuple(self._whys_of_entity(asked) if asked.kind == "entity" else self._whys(asked.claims))

    def _claim_called(self, name: str) -> Asked | None:
        rows = (self._columns.claims.index(iri) for iri in _meant(name, "claim/"))
        row = next((row for row in rows if row != NONE), None)
        if row is None:
            return None
        [claim] = self._reading.some_claims([row])
        counting = np.zeros(len(self._columns.claims), np.bool_)
        counting[row] = True
        return Asked(Ref(claim.iri, claim.gloss), self._some_claims(counting), "claim")

    def _proposition_called(self, name: str) -> Asked | None:
        shelf = self._reading.shelf
        numbers = (shelf.number_of(iri) for iri in _meant(name, "proposition/"))
        number = next((number for number in numbers if number != NONE), None)
        if number is None or not spoken_of(self._columns)[number]:
            return None
        proposition = shelf.propositions([number])[number]
        told = self._told_of(proposition.iri)
        return Asked(Ref(proposition.iri, self.sentence(proposition)), told, "proposition")

    def _told_of(self, proposition: str) -> tuple[Claim, ...]:
        """Return the claims about one proposition that count."""
        number = self._columns.propositions.index(proposition)
        return self._about_each([number])[number]

    def _archive_for(self, claims: Iterable[Claim]) -> Archive:
        """Return all that decides whose word `claims` are."""
        numbers = (self._columns.propositions.index(claim.proposition.iri) for claim in claims)
        return self._reading.archive_of(citing_together(self._columns, numbers).tolist())

    def _no_such_statement(self, thing: str) -> InputError:
        return InputError(
            f"There is no claim or proposition {thing!r} in this graph. "
            "`armsgraph claims --json` lists the IRIs of those there are."
        )

    def _whys(self, claims: Sequence[Claim]) -> Iterator[Explanation]:
        """Yield why the propositions of `claims` stand so, and why they are contradicted if they are."""
        propositions = {claim.proposition.iri for claim in claims}
        chains = self._archive_for(claims).chains
        for iri in sorted(propositions):
            yield from why_proposition(self._told_of(iri), self._relations, self._name_of, chains)
        for one in self.contradictions_in(propositions):
            yield why_contradiction(one, self._relations)

    def _whys_of_entity(self, asked: Asked) -> Iterator[Explanation]:
        members = {asked.thing.iri, *self._everywhere.folded(asked.thing.iri)}
        judged = (one for one in self._all_judgements if members & one.entities)
        yield from map(self._why_judged, judged)
        columns, undisputed = self._columns, tuple(Status).index(Status.UNDISPUTED)
        contested = (self._telling.judged.status != undisputed)[columns.proposition]
        yield from self._whys(self._most_told_of(asked, contested)[0])

    def _why_judged(self, judgement: Judgement) -> Explanation:
        return why_identity(judgement, self._name_of, applied=judgement.iri not in self._reading.apart)


def _meant(name: str, folder: str = "") -> tuple[str, ...]:
    """Return the IRIs that `name` can mean: itself, and as the end of one of ours, also within `folder`."""
    end = name.removeprefix("id:").removeprefix(ID)
    return tuple(dict.fromkeys((name, ID + end, ID + folder + end)))
