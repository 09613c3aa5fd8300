"""Claims and networks of our own making for tests: short to write, wrong in nothing that is not asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Certainty, Claim, Document, Modality, Proposition, Ref, Stance, Standing, Status
from graph.network import Network, ViewNode, build_network
from graph.standing import restand

PAPER = Document(
    "document/paper", "The paper", Ref("actor/paper", "Paper"), "2023-05-25", "day", "stated", "", ""
)
NOTHING_YET = Standing(Status.UNCONFIRMED, 0, 0)


def ref(iri: str) -> Ref:
    return Ref(iri, iri.rsplit("/", 1)[-1].upper())


def proposition(subject: str, predicate: str, target: str) -> Proposition:
    iri = f"proposition/{subject}-{predicate}-{target}"
    return Proposition(iri, ref(subject), ref(predicate), ref(target), NOTHING_YET)


def claim(
    iri: str,
    about: Proposition,
    by: str = "actor/anna",
    stance: Stance = Stance.ASSERTS,
    certainty: Certainty = Certainty.CERTAIN,
    *,
    on_behalf_of: str = "",
    relayed_from: Sequence[str] = (),
    unnamed: bool = False,
    line: int = 1,
) -> Claim:
    return Claim(
        iri=iri,
        gloss=f"Gloss of {iri}.",
        proposition=about,
        claimant=ref(by),
        on_behalf_of=ref(on_behalf_of) if on_behalf_of else None,
        said_to=(),
        relayed_from=tuple(ref(source) for source in relayed_from),
        stance=stance,
        certainty=certainty,
        modality=Modality.FACT,
        document=PAPER,
        line=line,
        start=0,
        end=1,
        anchor="x",
        made_on="2023-05-25",
        made_on_precision="day",
        made_on_basis="stated",
        note="",
        reference=False,
        claimant_unnamed=unnamed,
    )


def reference(of: Claim, document: str) -> Claim:
    return replace(of, reference=True, document=replace(PAPER, iri=document))


def report(iri: str, about: Proposition, outlet: str, relayed_from: Sequence[str] = ()) -> Claim:
    """What an outlet says in its own voice, in a document of its own."""
    document = replace(PAPER, iri=f"document/of-{iri}", title=f"Text of {iri}", outlet=ref(outlet))
    return replace(claim(iri, about, outlet, relayed_from=relayed_from), document=document)


def network_of(claims: Iterable[Claim], extra: Iterable[str] = ()) -> Network:
    """The network of `claims`, standing as they make each other stand."""
    standing = restand(claims)
    ends = {iri for one in standing for iri in (one.proposition.subject.iri, _target(one))}
    nodes = (ViewNode(iri, ref(iri).label, ("Actor",)) for iri in ends | set(extra))
    return build_network(nodes, standing)


def _target(one: Claim) -> str:
    assert isinstance(one.proposition.object, Ref)
    return one.proposition.object.iri


def edges_as_claims(
    edges: Iterable[tuple[str, str]], *, relation: str = "knows", stance: Stance = Stance.ASSERTS
) -> list[Claim]:
    """One claim for each step such as ``("a", "b")``."""
    return [claim(f"claim/{relation}/{a}-{b}", proposition(a, relation, b), stance=stance) for a, b in edges]
