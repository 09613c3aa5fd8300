"""Which claims a question is about: by their content, their speaker, their document or their stance.

Pure functions over claims.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from graph.errors import AmbiguousDocumentError, InputError
from graph.model import Claim, Document, Proposition, Ref, Stance, Status
from graph.namespaces import AG, ID
from graph.settings import LIMITS

_Word = TypeVar("_Word", bound=StrEnum)

_STANCES_SAID = {"asserted": Stance.ASSERTS, "denied": Stance.DENIES}
"""Stances as they are printed."""


def claims_about(claims: Iterable[Claim], entity: str, matter: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claims about `entity`: those that name it first, then those about what concerns it.

    Parameters
    ----------
    claims
        All claims that count, in their order, which is kept.
    entity
        IRI of a canonical entity.
    matter
        The entity and what concerns it, see `concerned`: a claim about a transfer is about the weapon
        transferred.
    """
    return named_first([claim for claim in claims if not matter.isdisjoint(ends(claim))], entity)


def named_first(claims: Sequence[Claim], entity: str) -> tuple[Claim, ...]:
    """Return `claims` with those first that name `entity`, then those about what only concerns it.

    Their order is kept otherwise.
    """
    joined = [(claim, entity in ends(claim)) for claim in claims]
    return (*(one for one, named in joined if named), *(one for one, named in joined if not named))


def concerned(claims: Iterable[Claim], entity: str, concerning: frozenset[str]) -> frozenset[str]:
    """Return `entity` and everything that concerns it, directly or through something else.

    Parameters
    ----------
    claims
        Those that say what concerns what.
    entity
        IRI of a canonical entity.
    concerning
        Relations through which a claim about the subject is about the object, too.
    """
    concerning_it: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        proposition = claim.proposition
        if proposition.predicate.iri in concerning and isinstance(proposition.object, Ref):
            concerning_it[proposition.object.iri].add(proposition.subject.iri)
    found: set[str] = set()
    waiting = {entity}
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting |= concerning_it[one] - found
    return frozenset(found)


def disputed(
    claims: Iterable[Claim], entity: str, matter: frozenset[str], types: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """Return what a dispute about `entity` may be about, which is wider than what concerns it.

    A dispute over how weapons came into a raid is one about the raid, and a dispute over a call is one
    about those who called.

    Parameters
    ----------
    claims
        Those that say what belongs together.
    entity
        IRI of a canonical entity.
    matter
        The entity and what concerns it, see `concerned`.
    types
        The local names of each entity's classes.
    """

    def is_a(kind: str, iri: str) -> bool:
        return kind in types.get(iri, ())

    incidents = {iri for iri in matter if is_a("Incident", iri)}
    pairs = {tuple(ends(claim)) for claim in claims if len(ends(claim)) > 1}
    both_ways = [*pairs, *(pair[::-1] for pair in pairs)]
    weapons = {other for one, other in both_ways if one in incidents and is_a("Weapon", other)}
    parts = {other for one, other in both_ways if one == entity and is_a("Incident", other)}
    return matter | weapons | (parts if is_a("Actor", entity) else set())


def ends(claim: Claim) -> set[str]:
    """Return the IRIs of the things that a claim's proposition joins."""
    proposition = claim.proposition
    target = {proposition.object.iri} if isinstance(proposition.object, Ref) else set()
    return {proposition.subject.iri} | target


def speakers(claim: Claim) -> set[str]:
    """Return the IRIs of those behind a claim: who makes it, for whom, and from whom it was taken."""
    for_whom = {claim.on_behalf_of.iri} if claim.on_behalf_of else set()
    return {claim.claimant.iri} | for_whom | {source.iri for source in claim.relayed_from}


def claims_by(claims: Iterable[Claim], entity: str) -> tuple[Claim, ...]:
    """Return the claims that `entity` makes, and those that somebody makes on its behalf."""
    return tuple(
        claim
        for claim in claims
        if claim.claimant.iri == entity or (claim.on_behalf_of and claim.on_behalf_of.iri == entity)
    )


def claims_via(claims: Iterable[Claim], entity: str) -> tuple[Claim, ...]:
    """Return the claims that were taken from `entity`, such as an outlet that quotes somebody."""
    return tuple(claim for claim in claims if any(source.iri == entity for source in claim.relayed_from))


def occurrences(propositions: Iterable[Proposition]) -> dict[str, Proposition]:
    """Return, for each incident of which somebody says whether it took place, that proposition."""
    return {one.subject.iri: one for one in propositions if one.predicate.iri == AG + "occurred"}


def word_named(words: type[_Word], name: str, what: str) -> _Word:
    """Return the one of `words` called `name`, however it is capitalised.

    Parameters
    ----------
    words
        All there are.
    name
        What a person wrote.
    what
        What it should be, with its article, for the message.

    Raises
    ------
    InputError
        If there is none; the message lists all there are.

    Examples
    --------
    >>> word_named(Stance, "Asserts", "a stance").value
    'asserts'
    """
    try:
        return words(name.strip().casefold())
    except ValueError:
        raise InputError(f"{name!r} is not {what}; choose from {', '.join(words)}.") from None


def stance_named(name: str) -> Stance:
    """Return the stance called `name`.

    Raises
    ------
    InputError
        If there is none; the message lists all there are.

    Examples
    --------
    >>> stance_named("Denied").value
    'denies'
    """
    return _STANCES_SAID.get(name.strip().casefold()) or word_named(Stance, name, "a stance")


def statuses_named(names: Iterable[str]) -> frozenset[Status] | None:
    """Return the statuses called `names`; None, which demands nothing, where there are none.

    Raises
    ------
    InputError
        If one of them is no status; the message lists all there are.

    Examples
    --------
    >>> statuses_named(["Denied-only"])
    frozenset({<Status.DENIED_ONLY: 'denied-only'>})
    """
    return frozenset(word_named(Status, name, "a status") for name in names) or None


def find_document(documents: Sequence[Document], name: str, outlet: str | None = None) -> Document:
    """Return the document with this IRI, end of an IRI or title, or the one of the outlet so called.

    Parameters
    ----------
    documents
        All documents.
    name
        What a person called it; part of the end of its IRI or of its title will do.
    outlet
        IRI of the entity that `name` means, if it means one.

    Raises
    ------
    AmbiguousDocumentError
        If there are several; the message lists them.
    InputError
        If there is none; the message lists near ones.
    """
    wanted = name.strip().removeprefix("id:").casefold()
    for found in _meant(documents, wanted, outlet):
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousDocumentError(
                f"{name!r} means several documents: {_listed(found)}. Give one of them."
            )
    slugs = {_slug(document): document for document in documents}
    near = difflib.get_close_matches(wanted, slugs, LIMITS.suggestion_count, cutoff=0.5)
    shown = [slugs[slug] for slug in near] or documents
    raise InputError(f"No document has the IRI, title or outlet {name!r}. There are {_listed(shown)}.")


def document_called(documents: Iterable[Document], name: str) -> Document | None:
    """Return the document with this very IRI, end of an IRI or title; None where there is none or several."""
    wanted = name.strip().removeprefix("id:").casefold()
    found = [
        one
        for one in documents
        if wanted in {one.iri.casefold(), f"document/{_slug(one)}", _slug(one), one.title.casefold()}
    ]
    return found[0] if len(found) == 1 else None


def _meant(documents: Sequence[Document], wanted: str, outlet: str | None) -> Iterator[list[Document]]:
    """Yield the documents that `wanted` means, the surest reading first."""
    yield [one for one in documents if wanted in {one.iri.casefold(), f"document/{_slug(one)}", _slug(one)}]
    yield [one for one in documents if one.title.casefold() == wanted]
    yield [one for one in documents if one.outlet and one.outlet.iri == outlet]
    yield [one for one in documents if wanted and (wanted in _slug(one) or wanted in one.title.casefold())]


def _slug(document: Document) -> str:
    return document.iri.rsplit("/", 1)[-1].casefold()


def _listed(documents: Sequence[Document]) -> str:
    shown = [one.iri.removeprefix(ID) for one in documents[: LIMITS.listed_problems]]
    return ", ".join(shown) or "none, the store is empty"
