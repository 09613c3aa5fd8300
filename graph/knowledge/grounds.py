"""Questions for the grounds of what the graph says: where a statement comes from, and why it stands so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from graph.asking import ends
from graph.citations import Archive, OriginReport, origin_report
from graph.columns import NONE
from graph.errors import InputError, UnknownEntityError
from graph.explanations import Explanation, why_contradiction, why_identity, why_proposition
from graph.identity import Judgement
from graph.knowledge.disputes import Disputes
from graph.model import Claim, Ref, Status
from graph.namespaces import ID
from graph.selecting import citing_together, spoken_of
from graph.timeline import StanceHistory, stance_history


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person named, and the claims that count about it."""

    thing: Ref
    claims: tuple[Claim, ...]
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
        return Asked(entity, self._claims_at([entity.iri]), "entity")

    def origins(self, thing: str) -> OriginReport:
        """Return where a claim, a proposition or what is said of an entity comes from.

        Relay chains are followed through claims that do not count, too: an origin is what it is.

        Raises
        ------
        InputError
            As `asked` does.
        """
        claims = self.asked(thing).claims
        return origin_report(claims, self._archive_for(claims))

    def stances(self, thing: str) -> StanceHistory:
        """Return who took which stance when, on a statement or on all that concerns an entity.

        Of a claim the history of its proposition is told.

        Raises
        ------
        InputError
            As `asked` does.
        """
        asked = self.asked(thing)
        claims = asked.claims
        if asked.kind == "claim":
            claims = tuple(one for claim in claims for one in self._told_of(claim.proposition.iri))
        elif asked.kind == "entity":
            claims = self.claims(about=asked.thing.iri)
        concerned = {end for claim in claims for end in ends(claim)} | {asked.thing.iri}
        return stance_history(asked.thing, claims, self._claims_at(concerned), self._reading.lexicon)

    def why(self, thing: str) -> tuple[Explanation, ...]:
        """Return why a statement, a contradiction or an identity is shown as it is, with what decides it.

        Parameters
        ----------
        thing
            As for `asked`; also the key of a contradiction, and the IRI of an identity judgement. Of an
            entity whatever is not undisputed about it is explained.

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

    def _whys(self, claims: tuple[Claim, ...]) -> Iterator[Explanation]:
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
        contested = (
            claim for claim in asked.claims if claim.proposition.standing.status is not Status.UNDISPUTED
        )
        yield from self._whys(tuple(contested))

    def _why_judged(self, judgement: Judgement) -> Explanation:
        return why_identity(judgement, self._name_of, applied=judgement.iri not in self._reading.apart)


def _meant(name: str, folder: str = "") -> tuple[str, ...]:
    """Return the IRIs that `name` can mean: itself, and as the end of one of ours, also within `folder`."""
    end = name.removeprefix("id:").removeprefix(ID)
    return tuple(dict.fromkeys((name, ID + end, ID + folder + end)))
