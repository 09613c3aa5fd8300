"""What the colours, shapes, drawings and lines of a picture mean, and how often each occurs in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from graph.model import Status
from graph.network import View
from graph.presentation import LINES, Look, Presentation


def legend(view: View, looks: Presentation) -> dict[str, Any]:
    """Return the classes and statuses that occur in `view`, with how each is drawn and how often."""
    drawn = [looks.look(node.types, node.iri) for node in view.nodes]
    families = Counter(look.family_type for look in drawn)
    kinds = Counter((look.family_type, look.sort or look.label, look.glyph) for look in drawn)
    statuses = Counter(link.standing.status for link in view.links)
    entries = [_family_entry(looks.look((name,)), count, kinds) for name, count in families.items()]
    return {
        "classes": sorted(entries, key=lambda entry: (-entry["count"], entry["label"])),
        "statuses": [_status_entry(status, statuses[status]) for status in Status if statuses[status]],
    }


def _family_entry(look: Look, count: int, kinds: Mapping[tuple[str, str, str], int]) -> dict[str, Any]:
    """Return the entry of all that look the same, and what drawings tell them apart."""
    within = [(label, glyph, n) for (family, label, glyph), n in kinds.items() if family == look.type]
    return {
        "type": look.type,
        "label": look.label,
        "colour": look.colour,
        "shape": look.shape,
        "glyph": look.glyph,
        "count": count,
        "kinds": [
            {"label": label, "glyph": glyph, "count": n}
            for label, glyph, n in sorted(within, key=lambda one: (-one[2], one[0]))
        ],
    }


def _status_entry(status: Status, count: int) -> dict[str, Any]:
    line = LINES[status]
    return {
        "status": status.value,
        "label": line.label,
        "meaning": line.meaning,
        "colour": line.colour,
        "darkColour": line.dark_colour,
        "dashes": list(line.dashes),
        "marker": line.marker,
        "count": count,
    }
