"""What a question with blanks is, and what its answer holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.errors import InputError
from graph.knowledge import KnowledgeGraph
from graph.knowledge.chosen import Chosen
from graph.model import Claim, PathAnswer, Proposition, Ref, Stance, Status

Given: TypeAlias = Mapping[str, str]
"""The name of each blank that is filled, to the IRI of the entity in it."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a question for an entity."""

    name: str
    kinds: tuple[str, ...]
    """Local names of classes, one of which the entity has."""
    optional: bool = False
    """Whether the question has a sense without it: then any entity will do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement that an answer rests on, with the claims about it that count."""

    proposition: Proposition
    claims: tuple[Claim, ...]

    def speakers(self, *stances: Stance) -> tuple[Ref, ...]:
        """Return who takes one of `stances`, each once, in the order of the claims."""
        return tuple(dict.fromkeys(one.claimant for one in self.claims if one.stance in stances))


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question; without rows it is that nothing which counts says anything of it."""

    rows: tuple[Row, ...]
    answers: tuple[Ref, ...] = ()
    """The entities that are the answer, each once; empty where the answer is the statements themselves."""
    paths: PathAnswer | None = None
    """The paths, where paths were asked for."""
    statements: int = 0
    """How many statements the answer rests on where `rows` holds only those that most is told of; else 0."""

    @property
    def found(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.rows)

    @property
    def denying(self) -> tuple[Ref, ...]:
        """Who denies one of the statements, each once."""
        return self._taking(Stance.DENIES)

    @property
    def doubting(self) -> tuple[Ref, ...]:
        """Who leaves one of the statements open, each once."""
        return self._taking(Stance.UNSURE)

    @property
    def contested(self) -> int:
        """Statements that are disputed or only denied."""
        states = (row.proposition.standing.status for row in self.rows)
        return sum(state in {Status.DISPUTED, Status.DENIED_ONLY} for state in states)

    def _taking(self, stance: Stance) -> tuple[Ref, ...]:
        return tuple(dict.fromkeys(one for row in self.rows for one in row.speakers(stance)))

    @property
    def entities(self) -> tuple[str, ...]:
        """IRIs of the things that the statements join, each once."""
        found: dict[str, None] = {}
        for row in self.rows:
            found[row.proposition.subject.iri] = None
            if isinstance(row.proposition.object, Ref):
                found[row.proposition.object.iri] = None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with blanks, and how it is answered."""

    key: str
    """Names the question in addresses, commands and texts."""
    blanks: tuple[Blank, ...]
    answer: Callable[[KnowledgeGraph, Given], Reply]
    example: Given
    """Names that fill the blanks in the shipped graph; they need not be in another one."""


def reply_of(
    chosen: Chosen,
    answers: Callable[[Sequence[Claim]], Iterable[Ref | None]] = lambda _: (),
    also: Chosen | None = None,
) -> Reply:
    """Return the reply that rests on what is `chosen`: the statements with most claims, and how many all are.

    Parameters
    ----------
    answers
        The entities that are the answer, by the claims that were read.
    also
        What the answer rests on beside that, told after it.
    """
    told = chosen.read()
    claims = (*told, *(also.read() if also else ()))
    named = tuple(dict.fromkeys(one for one in answers(told) if one))
    in_all = len(chosen | also if also else chosen)
    rows = rows_of(claims)
    return Reply(rows, named, statements=in_all if in_all > len(rows) else 0)


def rows_of(claims: Iterable[Claim]) -> tuple[Row, ...]:
    """Return one row for each proposition that `claims` are about, in the order of the claims."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.proposition.iri, []).append(claim)
    return tuple(Row(group[0].proposition, tuple(group)) for group in grouped.values())


def is_a(graph: KnowledgeGraph, iri: str, *kinds: str) -> bool:
    """Say whether the entity `iri` has one of these classes; every entity is an ``Entity``."""
    return "Entity" in kinds or bool(set(kinds) & set(graph.kinds(iri)))


def filled(graph: KnowledgeGraph, inquiry: Inquiry, given: Given) -> dict[str, str]:
    """Return the IRI for each blank of `inquiry` that `given` fills by a name.

    Raises
    ------
    InputError
        If a blank that is needed is left empty, a name is unknown, ambiguous or of another class, or one
        entity fills two blanks.
    """
    found: dict[str, str] = {}
    for blank in inquiry.blanks:
        name = given.get(blank.name, "").strip()
        if not name:
            if not blank.optional:
                raise InputError(f"The question needs {blank.name}: give the name of {_kinds(blank)}.")
            continue
        one = graph.resolve(name)
        if not is_a(graph, one.iri, *blank.kinds):
            raise InputError(f"{one.label} cannot stand for {blank.name}: that takes {_kinds(blank)}.")
        if one.iri in found.values():
            raise InputError(f"{one.label} fills two blanks of the question; give two different entities.")
        found[blank.name] = one.iri
    return found


def _kinds(blank: Blank) -> str:
    return "an entity" if "Entity" in blank.kinds else f"one of these: {', '.join(blank.kinds)}".lower()
