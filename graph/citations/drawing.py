"""All chains of a proposition as one graph, without places or colours: whoever draws it gives it those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.citations.chains import Chain, Step, StepKind
from graph.lexicon import Relation
from graph.model import Ref, Stance
from graph.sentences import proposition_sentence


@dataclass(frozen=True, slots=True)
class ChainNode:
    """A speaker, body, outlet, document or proposition, once for all chains it is on."""

    kind: StepKind
    ref: Ref
    unnamed: bool = False
    missing: bool = False
    """True for a claim that is not known: where it came from is not known either."""


@dataclass(frozen=True, slots=True)
class ChainEdge:
    """What passed from one to the next on its way to the proposition."""

    source: str
    target: str
    circular: bool
    """True where it lies on a circle: who stands there is cited by himself in the end."""
    stances: tuple[Stance, ...]
    """Of the claims that passed here."""
    claims: tuple[str, ...]
    """IRIs of these claims, sorted."""


@dataclass(frozen=True, slots=True)
class ChainGraph:
    """Chains merged where they pass through the same, from the speakers to the propositions."""

    nodes: tuple[ChainNode, ...]
    edges: tuple[ChainEdge, ...]


_Passage = tuple[str, str, bool, Chain]


def chain_graph(chains: Iterable[Chain], relations: Mapping[str, Relation] | None = None) -> ChainGraph:
    """Return `chains` merged into one graph; without chains it is empty.

    Parameters
    ----------
    chains
        Of claims about one proposition or several.
    relations
        The relations of the ontology, to read the propositions out; otherwise by their labels.
    """
    given = tuple(chains)
    nodes: dict[str, ChainNode] = {}
    for chain in given:
        for step in _drawn(chain):
            node = ChainNode(step.kind, step.ref, step.unnamed, step.missing)
            nodes.setdefault(step.ref.iri, node)
    for chain in given:
        said = chain.claim.proposition
        read = Ref(said.iri, proposition_sentence(said, relations or {}))
        nodes[said.iri] = ChainNode(StepKind.PROPOSITION, read)
    return ChainGraph(tuple(nodes.values()), _edges(given))


def _edges(chains: Iterable[Chain]) -> tuple[ChainEdge, ...]:
    grouped: dict[tuple[str, str], list[_Passage]] = {}
    for chain in chains:
        for passage in _passages(chain):
            grouped.setdefault(passage[:2], []).append(passage)
    return tuple(
        ChainEdge(
            *ends,
            circular=any(circular for *_, circular, _ in passages),
            stances=tuple(sorted({chain.claim.stance for *_, chain in passages})),
            claims=tuple(sorted({chain.claim.iri for *_, chain in passages})),
        )
        for ends, passages in grouped.items()
    )


def _passages(chain: Chain) -> Iterator[_Passage]:
    """Yield each step to the one that is nearer to the proposition."""
    steps = _drawn(chain)
    yield steps[0].ref.iri, chain.claim.proposition.iri, False, chain
    begins = _circle_begins(chain)
    for place, (nearer, farther) in enumerate(pairwise(steps)):
        if nearer.ref != farther.ref:
            yield farther.ref.iri, nearer.ref.iri, place >= begins, chain


def _drawn(chain: Chain) -> list[Step]:
    """Return the steps that are drawn: a claim stands for itself only where nothing more is known of it."""
    steps = [one for one in chain.steps if one.ref.iri and (one.kind is not StepKind.CLAIM or one.missing)]
    if chain.circular and steps[-1].kind is StepKind.OUTLET:
        return steps[:-1]  # a circle closes at the document
    return steps


def _circle_begins(chain: Chain) -> int:
    """Return the place among the drawn steps from which on they lie on the circle."""
    drawn = _drawn(chain)
    if not chain.circular:
        return len(drawn)
    return next(place for place, step in enumerate(drawn) if step.ref == drawn[-1].ref)
