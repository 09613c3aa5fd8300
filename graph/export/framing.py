"""What a picture that is handed on says of itself, and where its nodes stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Framing:
    """What somebody saw who hands a view on: its heading, its conditions and its places.

    Examples
    --------
    >>> Framing("What surrounds the raid", made="22 November 2026").sentences
    ('Made on 22 November 2026 with armsgraph.',)
    """

    heading: str = ""
    """What the picture shows, as the page said it; empty for a title of its own."""
    narrowed: str = ""
    """The filter it was seen through, as a sentence; empty for none."""
    build: str = ""
    """The build of the store it comes from; empty where that does not matter."""
    made: str = ""
    """The day it was made, as words; empty keeps the same bytes for the same graph."""
    centre: str = ""
    """IRI of the entity in the middle, drawn larger."""
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where nodes stood, in pixels; the others are placed around them by the layout."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says beneath its heading, apart from the perspective."""
        made = f"Made on {self.made} with armsgraph" if self.made else ""
        source = f"from the build {self.build}" if self.build else ""
        origin = " ".join(part for part in (made or "Made with armsgraph", source) if part) + "."
        return tuple(part for part in (self.narrowed, origin if made or source else "") if part)
