"""What a picture that is handed on says of itself, and where its nodes stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Framing:
    """What somebody saw who hands a view on: its heading, its conditions and its places.

    Examples
    --------
    >>> Framing("What surrounds the raid", made="22 November 2026").origin
    'Made on 22 November 2026 with armsgraph.'
    """

    heading: str = ""
    """What the picture shows, as the page said it; empty for a title of its own."""
    build: str = ""
    """The build of the store it comes from; empty where that does not matter."""
    made: str = ""
    """The day it was made, as words; empty keeps the same bytes for the same graph."""
    centre: str = ""
    """IRI of the entity in the middle, drawn larger."""
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Where nodes stood, in pixels; the others are placed around them by the layout."""

    @property
    def origin(self) -> str:
        """When and from what it was made, as a sentence; empty where neither is known."""
        made = f" on {self.made}" if self.made else ""
        source = f" from the build {self.build}" if self.build else ""
        return f"Made{made} with armsgraph{source}." if made or source else ""
