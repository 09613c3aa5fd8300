"""A perspective read out in plain English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.dates import span_of
from graph.model import Modality
from graph.perspective import AsOf, Perspective
from graph.saved import NamedPerspective
from graph.sentences import counted, listed

Label = Callable[[str], str]
"""Returns the label of an entity, a document or a judgement by its IRI."""

_MODALITIES = {
    Modality.FACT: "facts",
    Modality.PLAN: "plans",
    Modality.PREDICTION: "predictions",
    Modality.THREAT: "threats",
    Modality.DEMAND: "demands",
    Modality.OPINION: "opinions",
}
_DATED = {AsOf.SAID: "said by then", AsOf.PUBLISHED: "published by then"}


def described(perspective: Perspective, named: Iterable[NamedPerspective], label: Label) -> str:
    """Return what counts under `perspective`, as words that follow "The graph ...".

    Parameters
    ----------
    perspective
        What to read out.
    named
        Perspectives with a name: whose word counts is told by that name where it is theirs.
    label
        Names what the perspective holds.

    Examples
    --------
    >>> described(Perspective(told_by=("actor/x",), as_of="2023-05-24"), (), lambda iri: "Anna")
    'as told by Anna, as of 24 May 2023 (said by then)'
    >>> described(Perspective(), (), str)
    'as told by everybody'
    """
    return ", ".join(_parts(perspective, tuple(named), label)) or "as told by everybody"


def _parts(asked: Perspective, named: tuple[NamedPerspective, ...], label: Label) -> Iterator[str]:
    if asked.tells:
        background = ", with reference facts as background" if asked.background else ""
        yield f"as told by {listed(_tellers(asked, named, label))}{background}"
    if asked.without:
        yield f"without {listed(map(label, asked.without))}"
    if asked.named_only:
        yield "without unnamed sources"
    if asked.outlets:
        yield f"as printed by {listed(map(label, asked.outlets))}"
    if asked.documents:
        yield f"as it stands in {listed(map(label, asked.documents))}"
    if asked.as_of:
        day = span_of(asked.as_of)
        yield f"as of {day.text if day else asked.as_of} ({_DATED[asked.as_of_basis]})"
    yield from _strength(asked)
    if asked.apart:
        yield f"holding apart {listed(map(label, asked.apart))}"


def _strength(asked: Perspective) -> Iterator[str]:
    if asked.modalities:
        yield f"{listed(_MODALITIES[one] for one in asked.modalities)} only"
    if asked.min_origins:
        yield f"with at least {counted(asked.min_origins, 'independent origin')}"
    if asked.statuses:
        yield f"{listed(one.value.replace('-', ' ') for one in asked.statuses)} links only"


def _tellers(asked: Perspective, named: tuple[NamedPerspective, ...], label: Label) -> list[str]:
    """Return whose word counts, a side by its name where all of its members are among them."""
    left = dict.fromkeys(asked.told_by)
    names = []
    for one in sorted(named, key=lambda one: -len(one.perspective.told_by)):
        members = one.perspective.told_by
        only_tells = members and one.perspective == Perspective(told_by=members)
        if only_tells and set(members) <= left.keys():
            names.append(_in_a_sentence(one.name))
            left = {iri: None for iri in left if iri not in members}
    voice = ["the outlets themselves"] if asked.own_voice else []
    return [*names, *map(label, left), *voice]


def _in_a_sentence(name: str) -> str:
    return f"the {name[4:]}" if name.startswith("The ") else name
