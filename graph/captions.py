"""Labels cut and wrapped so that they fit a drawing; the whole of each stays in tooltip and panel."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import takewhile

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
    ones would read the same, the end is kept, and where these are the same, too, not what all begin with.

    Examples
    --------
    >>> list(wrapped_apart(["Battle, Northland - Southland, 2016-01-01 (1)", "Raid"]).values())
    ['Battle, Northland\\n- Southland…', 'Raid']
    >>> labels = [f"Battle, Northland - Southland, 2016-01-01 ({number})" for number in (1, 2)]
    >>> list(wrapped_apart(labels).values())
    ['Battle, Northland…\\n2016-01-01 (1)', 'Battle, Northland…\\n2016-01-01 (2)']
    >>> sorts = [f"Northern losses of {what} up to" for what in ("drones", "aircraft")]
    >>> labels = [f"{sort} 2022-02-{day}" for sort in sorts for day in (25, 26)]
    >>> list(wrapped_apart(labels).values())[1:3]
    ['…drones up\\nto 2022-02-26', '…aircraft up\\nto 2022-02-25']
    """
    texts = {label: wrapped(label, width) for label in labels}
    bearers = Counter(texts.values())
    texts |= {label: _ended(label, width) for label, text in texts.items() if bearers[text] > 1}
    begun = defaultdict[str, list[str]](list)
    for label, text in texts.items():
        begun[text.partition("\n")[0]].append(label)
    for alike in begun.values():
        if len({texts[label] for label in alike}) < len(alike):
            texts |= _unstarted(alike, width)
    return texts


def _unstarted(labels: Sequence[str], width: int) -> dict[str, str]:
    """Return how labels are written without the words that all of them begin with."""
    words = [label.split() for label in labels]
    shared = len(list(takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False))))
    rests = ["…" + " ".join(each[shared:]) for each in words]
    return {
        label: wrapped(rest, width) if len(rest) <= width * 2 else _ended(rest, width)
        for label, rest in zip(labels, rests, strict=True)
    }


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
