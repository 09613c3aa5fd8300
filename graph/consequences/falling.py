"""What falls when sources are taken out: the picture with them held against the one without."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.asking import ends
from graph.consequences.routes import Rerouting, Separation, reroute, separation
from graph.model import Claim, Proposition, Ref, Stance, Standing, Status
from graph.network import ref
from graph.sentences import counted, listed, proposition_sentence

if TYPE_CHECKING:
    from graph.network import Network
    from graph.pathfinding import PathQuestion


@dataclass(frozen=True, slots=True)
class Picture:
    """Claims that count, standing as they make each other stand, and the network they make."""

    claims: tuple[Claim, ...]
    network: Network = field(repr=False, compare=False)
    """Every entity is in it, also those of which nothing is told."""


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A proposition that stands otherwise than before."""

    proposition: Proposition
    """As it stood before; as it stands now where nothing was told of it before."""
    before: Standing | None
    after: Standing | None
    """None where nothing is told of it any more."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there was before: what the figures of `Consequences` are parts of."""

    claims: int
    links: int
    """Propositions between two entities that somebody asserts."""
    statements: int
    """Other propositions that somebody asserts: figures, dates, categories."""
    entities: int
    """Entities of which something is told."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What taking some sources out changes; every part is empty where it changes nothing."""

    removed: tuple[Ref, ...]
    claims: tuple[Claim, ...]
    """Those that fall, in their order, as they stood."""
    links: tuple[Proposition, ...]
    """Propositions between two entities that somebody asserted and nobody asserts any more."""
    statements: tuple[Proposition, ...]
    """The same for figures, dates and categories."""
    changes: tuple[StandingChange, ...]
    """Propositions of another status than before, those that are told no more among them."""
    single_origin: tuple[StandingChange, ...]
    """Propositions that had several named origins and are left with one."""
    unnamed_only: tuple[StandingChange, ...]
    """Propositions that had a named origin and are left with unnamed sources."""
    silent: tuple[Ref, ...]
    """Entities of which nothing is told any more."""
    separation: Separation
    totals: Totals
    paths: Rerouting | None = None
    """What becomes of the paths between two entities; None where no path was asked about."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many there are of a part, by its name, where not all of it is held here."""

    def number(self, part: str) -> int:
        """Return how many there are of a part, such as ``links``, also of those that are not held here."""
        return self.counts.get(part, len(getattr(self, part)))

    @property
    def restated(self) -> tuple[StandingChange, ...]:
        """The changes of what was told before and still is."""
        return tuple(change for change in self.changes if change.before and change.after)

    @property
    def unheard(self) -> tuple[StandingChange, ...]:
        """What was denied or left open, asserted by nobody, and of which nothing is told any more."""
        asserted = {one.iri for one in (*self.links, *self.statements)}
        gone = (change for change in self.changes if change.before and not change.after)
        return tuple(change for change in gone if change.proposition.iri not in asserted)

    @property
    def is_empty(self) -> bool:
        """Whether taking the sources out changes nothing that is told."""
        return not (self.number("claims") or self.number("changes"))


def consequences(
    removed: Iterable[Ref],
    before: Picture,
    after: Picture,
    question: PathQuestion | None = None,
    restored: Mapping[Ref, Network] | None = None,
) -> Consequences:
    """Return what is different in `after`, the picture without the sources `removed`.

    Parameters
    ----------
    removed
        The sources taken out, for the words of the answer.
    before, after
        The picture with and without them.
    question
        A path question, if the paths between two entities are asked about.
    restored
        For each source the network where it alone counts again, if some are taken out at once: so the
        answer can say which of them would open a path again.

    Notes
    -----
    A claim that only `after` holds does not fall, but what it changes is told: where a perspective wants
    propositions of one status, taking a denial out can let a proposition in.
    """
    sources = tuple(removed)
    was, now = _told(before.claims), _told(after.claims)
    asserted = _asserted(after.claims)
    lost = [one for iri, one in _asserted(before.claims).items() if iri not in asserted]
    changes = tuple(_changes(was, now))
    still = {claim.iri for claim in after.claims}
    return Consequences(
        removed=sources,
        claims=tuple(claim for claim in before.claims if claim.iri not in still),
        links=_read(one for one in lost if is_link(one, before.network)),
        statements=_read(one for one in lost if not is_link(one, before.network)),
        changes=tuple(one for one in changes if _status(one.before) is not _status(one.after)),
        single_origin=tuple(one for one in changes if _is_left_with_one(one)),
        unnamed_only=tuple(one for one in changes if _is_left_with_unnamed(one)),
        silent=_silent(before, after),
        separation=separation(before.network, after.network),
        totals=_totals(before),
        paths=reroute(sources, before.network, after.network, question, restored) if question else None,
    )


def is_link(proposition: Proposition, entities: Container[str]) -> bool:
    """Return whether `proposition` joins two of `entities`; a figure, a date or a category is none."""
    target = proposition.object
    return isinstance(target, Ref) and target.iri in entities and proposition.subject.iri in entities


def consequences_sentence(found: Consequences) -> str:
    """Return what falls in one sentence, with the figures it is part of.

    A figure that is nought is not told.
    """
    sources = listed(one.label for one in found.removed)
    if found.is_empty:
        return f"Without {sources} nothing changes: no claim that counts comes from there."
    if not found.number("claims"):
        return f"Without {sources} no claim falls; {_restated(found)}."
    fallen = found.number("claims")
    claims = f"{fallen:,} of {counted(found.totals.claims, 'claim')}"
    verb = "falls" if fallen == 1 else "fall"
    return "; ".join((f"Without {sources} {claims} {verb}{_lost(found)}", *_aftermath(found))) + "."


def _told(claims: Iterable[Claim]) -> dict[str, Proposition]:
    return {claim.proposition.iri: claim.proposition for claim in claims}


def _asserted(claims: Iterable[Claim]) -> dict[str, Proposition]:
    return _told(claim for claim in claims if claim.stance is Stance.ASSERTS)


def _changes(was: Mapping[str, Proposition], now: Mapping[str, Proposition]) -> Iterator[StandingChange]:
    """Yield every proposition whose standing is not what it was, in the order it is read."""
    for proposition in _read({**now, **was}.values()):
        before, after = _standing(was, proposition.iri), _standing(now, proposition.iri)
        if before != after:
            yield StandingChange(proposition, before, after)


def _standing(told: Mapping[str, Proposition], iri: str) -> Standing | None:
    return told[iri].standing if iri in told else None


def _status(standing: Standing | None) -> Status | None:
    return standing.status if standing else None


def _is_left_with_one(change: StandingChange) -> bool:
    if change.before is None or change.after is None:
        return False
    return change.before.origins > 1 and change.after.origins == 1


def _is_left_with_unnamed(change: StandingChange) -> bool:
    if change.before is None or change.after is None:
        return False
    return change.before.origins > 0 and change.after.origins == 0 and change.after.unknown_origins > 0


def _read(propositions: Iterable[Proposition]) -> tuple[Proposition, ...]:
    """Return propositions in the order of how they read."""
    return tuple(sorted(propositions, key=lambda one: (proposition_sentence(one, {}), one.iri)))


def _silent(before: Picture, after: Picture) -> tuple[Ref, ...]:
    gone = _spoken_of(before) - _spoken_of(after)
    return tuple(sorted((ref(before.network, iri) for iri in gone), key=lambda one: (one.label, one.iri)))


def _spoken_of(picture: Picture) -> set[str]:
    return {iri for claim in picture.claims for iri in ends(claim) if iri in picture.network}


def _totals(picture: Picture) -> Totals:
    asserted = _asserted(picture.claims).values()
    links = sum(is_link(one, picture.network) for one in asserted)
    return Totals(len(picture.claims), links, len(asserted) - links, len(_spoken_of(picture)))


def _lost(found: Consequences) -> str:
    """Return the links and statements that go, as the end of a clause about claims."""
    links, statements = found.number("links"), found.number("statements")
    of_links = f"{links:,} of {counted(found.totals.links, 'asserted link')}"
    of_statements = f"{statements:,} of {counted(found.totals.statements, 'other statement')}"
    lost = [words for words, gone in ((of_links, links), (of_statements, statements)) if gone]
    if not lost:
        return ", but nothing that is asserted loses its last voice"
    return f", and with {'it' if found.number('claims') == 1 else 'them'} {listed(lost)}"


def _aftermath(found: Consequences) -> Iterator[str]:
    """Yield a clause for each thing that is still told, but otherwise than before."""
    unheard, silent = found.number("unheard"), found.number("silent")
    if unheard:
        verb = "falls" if unheard == 1 else "fall"
        yield f"{counted(unheard, 'denial or doubt', 'denials or doubts')} {verb} as well"
    if found.number("restated"):
        yield _restated(found)
    for part, ground in (("single_origin", "a single origin now"), ("unnamed_only", "unnamed sources alone")):
        if number := found.number(part):
            yield f"{number:,} {'rests' if number == 1 else 'rest'} on {ground}"
    if silent:
        verb = "falls" if silent == 1 else "fall"
        yield f"{silent:,} of {_entities(found.totals.entities)} {verb} silent"


def _restated(found: Consequences) -> str:
    number = found.number("restated" if found.number("claims") else "changes")
    return f"{number:,} of what is told {'has' if number == 1 else 'have'} another status"


def _entities(number: int) -> str:
    return counted(number, "entity", "entities")
