"""Which claims a question is about: by their content, their speaker, their document or their stance.

Pure functions over claims.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.errors import InputError
from graph.model import Claim, Document, Ref, Stance, Status
from graph.namespaces import ID
from graph.settings import LIMITS


def claims_about(claims: Sequence[Claim], entity: str, concerning: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claims about `entity`: those that name it first, then those about what concerns it.

    Parameters
    ----------
    claims
        All claims that count, in their order, which is kept.
    entity
        IRI of a canonical entity.
    concerning
        Relations through which a claim about the subject is about the object, too: a claim about a
        transfer is about the weapon transferred.
    """
    closure = concerned(claims, entity, concerning)
    direct = tuple(claim for claim in claims if entity in ends(claim))
    around = (claim for claim in claims if entity not in ends(claim) and closure & ends(claim))
    return (*direct, *around)


def concerned(claims: Iterable[Claim], entity: str, concerning: frozenset[str]) -> frozenset[str]:
    """Return `entity` and everything that concerns it, directly or through something else."""
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


def ends(claim: Claim) -> set[str]:
    """Return the IRIs of the things that a claim's proposition joins."""
    proposition = claim.proposition
    target = {proposition.object.iri} if isinstance(proposition.object, Ref) else set()
    return {proposition.subject.iri} | target


def claims_by(claims: Iterable[Claim], entity: str) -> tuple[Claim, ...]:
    """Return the claims that `entity` makes, and those that somebody makes on its behalf."""
    return tuple(
        claim
        for claim in claims
        if claim.claimant.iri == entity or (claim.on_behalf_of and claim.on_behalf_of.iri == entity)
    )


def stance_named(name: str) -> Stance:
    """Return the stance called `name`.

    Examples
    --------
    >>> stance_named("Denies").value
    'denies'
    """
    try:
        return Stance(name.strip().casefold())
    except ValueError:
        raise InputError(f"{name!r} is not a stance; choose from {', '.join(Stance)}.") from None


def statuses_named(names: Iterable[str]) -> frozenset[Status] | None:
    """Return the statuses called `names`; None, which demands nothing, where there are none.

    Examples
    --------
    >>> statuses_named(["Denied-only"])
    frozenset({<Status.DENIED_ONLY: 'denied-only'>})
    """
    wanted = [name.strip().casefold() for name in names]
    unknown = [name for name in wanted if name not in set(Status)]
    if unknown:
        raise InputError(f"{unknown[0]!r} is not a status; choose from {', '.join(Status)}.")
    return frozenset(Status(name) for name in wanted) or None


def find_document(documents: Sequence[Document], name: str) -> Document:
    """Return the document with this IRI, end of an IRI, or title.

    Raises
    ------
    InputError
        If there is none or several; the message names near ones.
    """
    wanted = name.strip().removeprefix("id:").casefold()
    for document in documents:
        short = document.iri.removeprefix(ID)
        if wanted in {document.iri.casefold(), short.casefold(), short.rsplit("/", 1)[-1].casefold()}:
            return document
    titled = [one for one in documents if one.title.casefold() == wanted]
    titled = titled or [one for one in documents if wanted and wanted in one.title.casefold()]
    if len(titled) == 1:
        return titled[0]
    raise InputError(_no_document(name, titled or documents, several=bool(titled)))


def _no_document(name: str, documents: Sequence[Document], *, several: bool) -> str:
    slugs = [document.iri.removeprefix(ID) for document in documents]
    near = difflib.get_close_matches(f"document/{name}", slugs, LIMITS.suggestion_count, cutoff=0.5)
    listed = ", ".join((near or slugs)[: LIMITS.suggestion_count]) or "none, the store is empty"
    fault = "Several documents have a title with" if several else "No document has the IRI or title"
    return f"{fault} {name!r}. There are {listed}."
