"""Questions for the grounds of what the graph says: where a statement comes from, and why it stands so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.asking import ends
from graph.citations import OriginReport, origin_report
from graph.errors import InputError, UnknownEntityError
from graph.explanations import Explanation, why_contradiction, why_identity, why_proposition
from graph.knowledge.disputes import Disputes
from graph.model import Claim, Ref, Status
from graph.namespaces import ID
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
        name = thing.strip().removeprefix("id:").removeprefix(ID)
        found = self._claim_called(name) or self._proposition_called(name)
        if found:
            return found
        try:
            entity = self.resolve(thing)
        except UnknownEntityError as error:
            if name.startswith(("claim/", "proposition/")):
                raise self._no_such_statement(thing) from error
            raise
        claims = tuple(claim for claim in self._claims if entity.iri in ends(claim))
        return Asked(entity, claims, "entity")

    def origins(self, thing: str) -> OriginReport:
        """Return where a claim, a proposition or what is said of an entity comes from.

        Relay chains are followed through claims that do not count, too: an origin is what it is.

        Raises
        ------
        InputError
            As `asked` does.
        """
        reading = self._reading
        return origin_report(self.asked(thing).claims, reading.claims, reading.lexicon, chains=reading.chains)

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
            about = {claim.proposition.iri for claim in claims}
            claims = tuple(claim for claim in self._claims if claim.proposition.iri in about)
        elif asked.kind == "entity":
            claims = self.claims(about=asked.thing.iri)
        return stance_history(asked.thing, claims, self._claims, self._reading.lexicon)

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
        judged = [
            why for iri, why in self._judged_whys() if thing.strip().removeprefix("id:") in (iri, _end(iri))
        ]
        keyed = [one for one in self._known_contradictions if one.key == thing.strip()]
        if judged or keyed:
            return (*judged, *(why_contradiction(one, self._relations) for one in keyed))
        asked = self.asked(thing)
        return tuple(self._whys_of_entity(asked) if asked.kind == "entity" else self._whys(asked.claims))

    def _claim_called(self, name: str) -> Asked | None:
        for claim in self._reading.claims:
            if _end(claim.iri) in (name, f"claim/{name}"):
                counting = tuple(one for one in self._claims if one.iri == claim.iri)
                return Asked(Ref(claim.iri, claim.gloss), counting, "claim")
        return None

    def _proposition_called(self, name: str) -> Asked | None:
        standing_for = self._reading.standing_for
        iri = next((ID + end for end in (name, f"proposition/{name}") if ID + end in standing_for), None)
        if iri is None or standing_for[iri] not in self._reading.propositions:
            return None
        proposition = self._reading.propositions[standing_for[iri]]
        counting = tuple(claim for claim in self._claims if claim.proposition.iri == proposition.iri)
        return Asked(Ref(proposition.iri, self.sentence(proposition)), counting, "proposition")

    def _no_such_statement(self, thing: str) -> InputError:
        return InputError(
            f"There is no claim or proposition {thing!r} in this graph. "
            "`armsgraph claims --json` lists the IRIs of those there are."
        )

    def _whys(self, claims: tuple[Claim, ...]) -> Iterator[Explanation]:
        """Yield why the propositions of `claims` stand so, and why they are contradicted if they are."""
        propositions = {claim.proposition.iri for claim in claims}
        for iri in sorted(propositions):
            together = tuple(claim for claim in self._claims if claim.proposition.iri == iri)
            chains = self._reading.chains
            yield from why_proposition(together, self._relations, self._name_of, chains)
        for one in self._known_contradictions:
            if propositions & {each.iri for each in one.propositions}:
                yield why_contradiction(one, self._relations)

    def _whys_of_entity(self, asked: Asked) -> Iterator[Explanation]:
        members = {asked.thing.iri, *self._everywhere.folded(asked.thing.iri)}
        for judgement in self._all_judgements:
            if members & judgement.entities:
                applied = judgement.iri not in self._reading.apart
                yield why_identity(judgement, self._name_of, applied=applied)
        contested = (
            claim for claim in asked.claims if claim.proposition.standing.status is not Status.UNDISPUTED
        )
        yield from self._whys(tuple(contested))

    def _judged_whys(self) -> Iterator[tuple[str, Explanation]]:
        for judgement in self._all_judgements:
            applied = judgement.iri not in self._reading.apart
            yield judgement.iri, why_identity(judgement, self._name_of, applied=applied)


def _end(iri: str) -> str:
    return iri.removeprefix(ID)
