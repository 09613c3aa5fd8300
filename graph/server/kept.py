"""Small whole answers, kept as long as their build is served: a build never changes, so they stay true."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

ENTRY_BYTES = 1_500
"""What an answer takes beside its body: the question it is found by, and headers."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer as it was sent."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]


class KeptAnswers:
    """Answers by what was asked, `room` bytes of them; those that nobody has asked for longest give way.

    Examples
    --------
    >>> kept = KeptAnswers(room=3 + ENTRY_BYTES)
    >>> kept.keep("a", Whole(b"12", ())), kept.keep("b", Whole(b"34", ()))
    (None, None)
    >>> kept.get("a"), kept.get("b").body
    (None, b'34')
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._answers: OrderedDict[Hashable, Whole] = OrderedDict()

    def get(self, key: Hashable) -> Whole | None:
        """Return the answer kept under `key`, or None."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def keep(self, key: Hashable, answer: Whole) -> None:
        """Keep `answer`, if there is room for it at all."""
        if key in self._answers or len(answer.body) > self._room:
            return
        self._answers[key] = answer
        self._taken += len(answer.body) + ENTRY_BYTES
        while self._taken > self._room:
            _, oldest = self._answers.popitem(last=False)
            self._taken -= len(oldest.body) + ENTRY_BYTES
