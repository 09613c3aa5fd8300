"""Labels cut and wrapped so that they fit a drawing; the whole of each stays in tooltip and panel."""

from __future__ import annotations

CAPTION_LETTERS = 34
_JOINING_WORDS = frozenset(
    "a an and at by for from in into near of on or over the to with".split()  # noqa: SIM905 - reads better
)
"""Words that no label should end with where it is cut."""


def caption(label: str, limit: int = CAPTION_LETTERS) -> str:
    """Return `label` cut at a word for the drawing; the whole of it stays in the tooltip and panel.

    Examples
    --------
    >>> caption("Alleged transfer of Kestrels to the Grey Column", 20)
    'Alleged transfer…'
    """
    label = " ".join(label.split())
    if len(label) <= limit:
        return label
    cut = label[: limit + 1].rsplit(" ", 1)[0] if " " in label[: limit + 1] else label[: limit - 1]
    words = cut[:limit].split(" ")
    while len(words) > 1 and words[-1].lower() in _JOINING_WORDS:
        words.pop()
    return " ".join(words).rstrip(" ,;:-") + "…"


def wrapped(label: str, width: int = 20) -> str:
    """Return `label` on one line, or on two of about the same length and about `width` characters.

    Examples
    --------
    >>> wrapped("Raid on Southfield and its surroundings", 20)
    'Raid on Southfield\\nand its surroundings'
    """
    text = caption(label, width * 2)
    if len(text) <= width or " " not in text:
        return text
    words = text.split(" ")
    ways = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return "\n".join(min(ways, key=lambda rows: max(map(len, rows))))
