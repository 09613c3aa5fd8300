"""Labels cut and wrapped so that they fit a drawing; the whole of each stays in tooltip and panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

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


def wrapped_apart(labels: Collection[str], width: int = 20) -> dict[str, str]:
    """Return how each of `labels` is written in one drawing: wrapped, and cut where it tells the least.

    Labels of many imported incidents differ in their last words only, such as a day and a number: where cut
    ones would read the same, the end is kept.

    Examples
    --------
    >>> list(wrapped_apart(["Battle, Northland - Southland, 2016-01-01 (1)", "Raid"]).values())
    ['Battle, Northland\\n- Southland…', 'Raid']
    >>> labels = [f"Battle, Northland - Southland, 2016-01-01 ({number})" for number in (1, 2)]
    >>> list(wrapped_apart(labels).values())
    ['Battle, Northland…\\n2016-01-01 (1)', 'Battle, Northland…\\n2016-01-01 (2)']
    """
    short = {label: wrapped(label, width) for label in labels}
    bearers = Counter(short.values())
    return {label: _ended(label, width) if bearers[text] > 1 else text for label, text in short.items()}


def _ended(label: str, width: int) -> str:
    """Return the beginning and the end of `label`, each on a line of at most `width` characters."""
    *words, end = label.split(" ")
    if len(label) <= width or not words:
        return caption(label, width)
    while words and len(words[-1]) + 1 + len(end) <= width:
        end = f"{words.pop()} {end}"
    end = end if len(end) <= width else f"…{end[1 - width :]}"
    beginning = caption(" ".join(words), width - 1)
    return f"{beginning.rstrip(' ,;:-…')}…\n{end}"
