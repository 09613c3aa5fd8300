"""What an export says of itself: how much it holds, whose telling it is."""

from __future__ import annotations

from dataclasses import dataclass

from graph.sentences import counted


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an exported file holds; the file itself says the same."""

    nodes: int
    """Entities."""
    links: int
    """Propositions between two of these entities."""
    claims: int
    """Claims about the links, and about values of the entities."""
    denials: int
    """Those of the claims that deny."""

    def record(self) -> dict[str, int]:
        """Return the counts by name.

        Examples
        --------
        >>> Counts(14, 9, 12, 1).record()
        {'nodes': 14, 'links': 9, 'claims': 12, 'denials': 1}
        """
        return {"nodes": self.nodes, "links": self.links, "claims": self.claims, "denials": self.denials}


class Described:
    """What can be said of anything that has counts, is whole or not, and has a perspective."""

    whole: bool
    perspective: str
    counts: Counts

    @property
    def title(self) -> str:
        """What this is, in a few words."""
        part = "the whole graph" if self.whole else "a view of the graph"
        return f"armsgraph: {part}{f', {self.perspective}' if self.perspective else ''}"

    @property
    def summary(self) -> str:
        """How much there is and how to read it, in plain sentences."""
        listed = ", ".join(f"{number} {name}" for name, number in self.counts.record().items())
        return f"{listed}. Every link carries its claims; a link that is only denied says so."

    @property
    def amount(self) -> str:
        """How much there is, as a sentence."""
        held = self.counts
        return (
            f"{counted(held.nodes, 'entity', 'entities')}, {counted(held.links, 'link')}, "
            f"{counted(held.claims, 'claim')}, of which {counted(held.denials, 'denies', 'deny')}."
        )

    @property
    def telling(self) -> str:
        """Whose word counts in it, as a sentence."""
        words = self.perspective or "every claim counts"
        return f"{words[:1].upper()}{words[1:]}."

    @property
    def description(self) -> str:
        """The title and the summary."""
        return f"{self.title}. {self.summary}"
