"""Paths as plain text to be pasted elsewhere: each hop with how it stands, each claim as a numbered citation.

Denials and doubts are cited like assertions: no hop leaves as a bare fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.model import Certainty, Claim, Document, Hop, Modality, Path, PathAnswer, Stance
from graph.sentences import counted, listed, standing_sentence

_TAKEN = {Stance.ASSERTS: "asserted", Stance.DENIES: "denied", Stance.UNSURE: "left open"}
_CITED = {Stance.ASSERTS: "asserted by", Stance.DENIES: "denied by", Stance.UNSURE: "left open by"}
_KINDS = {
    Modality.PLAN: "as a plan",
    Modality.PREDICTION: "as a prediction",
    Modality.THREAT: "as a threat",
    Modality.DEMAND: "as a demand",
    Modality.OPINION: "as an opinion",
}
_WEB = ("http://", "https://")


@dataclass(slots=True)
class Citations:
    """Claims in the order in which they are first cited, each with its number."""

    numbers: dict[str, int] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def mark(self, claim: Claim) -> str:
        """Return the mark of `claim` such as ``[3]``; a claim that was cited before keeps its number."""
        if claim.iri not in self.numbers:
            self.claims.append(claim)
            self.numbers[claim.iri] = len(self.claims)
        return f"[{self.numbers[claim.iri]}]"


def quoted_paths(answer: PathAnswer, sentence: Callable[[Hop], str], conditions: Sequence[str] = ()) -> str:
    """Return the paths of `answer` as text with numbered citations.

    Parameters
    ----------
    sentence
        Reads a hop out as ``A - phrase - B``.
    conditions
        Sentences that say which claims count and what the paths keep to.
    """
    cited = Citations()
    found = counted(len(answer.paths), "path")
    lines = [f"{_flat(answer.start.label)} to {_flat(answer.end.label)}: {found}", *map(_flat, conditions)]
    if answer.cut:
        lines.append("There may be more paths: the search was cut.")
    for number, path in enumerate(answer.paths, start=1):
        lines += ["", *_path(number, path, sentence, cited)]
    if cited.claims:
        lines += ["", "Claims"]
        lines += [f"{cited.mark(claim)} {citation(claim)}" for claim in list(cited.claims)]
    return "\n".join(lines) + "\n"


def narrowing_sentences(
    *,
    through: Sequence[str] = (),
    avoid: Sequence[str] = (),
    relations: Sequence[str] = (),
    statuses: Sequence[str] = (),
    directed: bool = False,
    denied: bool = False,
) -> tuple[str, ...]:
    """Return what paths were asked to keep to, in sentences; entities and relations by their labels.

    Examples
    --------
    >>> narrowing_sentences(through=["Humvee"], avoid=["Kremlin", "Kyiv"])
    ('Every path passes Humvee.', 'No path passes Kremlin or Kyiv.')
    """
    said = {
        f"Every path passes {listed(through)}.": through,
        f"No path passes {listed(avoid, ' or ')}.": avoid,
        f"Only these relations are followed: {listed(relations)}.": relations,
        f"Only links of this status are used: {listed(statuses, ' or ')}.": statuses,
        "Links are followed in their direction only.": directed,
        "Links that are only denied are used, too.": denied,
    }
    return tuple(sentence for sentence, asked in said.items() if asked)


def citation(claim: Claim) -> str:
    """Return who says what how surely, in our words, and where that stands: one line without a number."""
    parts = [
        f"{_speaker(claim)}: {_taken(claim)}. {claim.gloss}",
        f"Relayed from {listed(one.label for one in claim.relayed_from)}." if claim.relayed_from else "",
        f"Said {_date(claim.made_on, claim.made_on_precision, claim.made_on_basis)}."
        if claim.made_on
        else "",
        f"{_document(claim.document)}, {_place(claim)}.",
        claim.document.url if claim.document.url.startswith(_WEB) else "",
    ]
    return _flat(" ".join(part for part in parts if part))


def _path(number: int, path: Path, sentence: Callable[[Hop], str], cited: Citations) -> Iterator[str]:
    yield f"{number}. {counted(len(path.hops), 'hop')}"
    for hop in path.hops:
        yield f"   - {_hop(hop, sentence, cited)}"
        for other in hop.also:
            yield f"     also: {_hop(other, sentence, cited)}"


def _hop(hop: Hop, sentence: Callable[[Hop], str], cited: Citations) -> str:
    said = sentence(hop)
    dashed = any(" - " in end.label for end in (hop.start, hop.end))
    words = _flat(said if dashed else said.replace(" - ", " "))
    return f"{words} ({standing_sentence(hop.standing)}; {_cited(hop.claims, cited)})."


def _cited(claims: Sequence[Claim], cited: Citations) -> str:
    """Return by which claims a hop is asserted, denied and left open."""
    marks = {stance: [cited.mark(one) for one in claims if one.stance is stance] for stance in _CITED}
    return "; ".join(f"{_CITED[stance]} {' '.join(found)}" for stance, found in marks.items() if found)


def _speaker(claim: Claim) -> str:
    words = claim.claimant.label
    if claim.on_behalf_of and claim.on_behalf_of.iri != claim.claimant.iri:
        words += f", on behalf of {claim.on_behalf_of.label}"
    return words + (" (not named)" if claim.claimant_unnamed and "nnamed" not in words else "")


def _taken(claim: Claim) -> str:
    words = _TAKEN[claim.stance]
    if claim.certainty is Certainty.HEDGED and claim.stance is not Stance.UNSURE:
        words += " with reserve"
    return f"{words} {_KINDS[claim.modality]}" if claim.modality in _KINDS else words


def _document(document: Document) -> str:
    outlet = document.outlet.label if document.outlet else "outlet unknown"
    return (
        f"{outlet}, “{document.title}”, {_date(document.date, document.date_precision, document.date_basis)}"
    )


def _place(claim: Claim) -> str:
    if claim.reference:
        return "reference fact"
    return f"line {claim.line}" if claim.line else "line unknown"


def _date(date: str, precision: str, basis: str) -> str:
    if not date:
        return "date unknown"
    week = "week of " if precision == "week" else ""
    return f"{week}{date}{' (inferred)' if basis == 'inferred' else ''}"


def _flat(text: str) -> str:
    """Return `text` on one line, whatever the data holds."""
    return " ".join(text.split())
