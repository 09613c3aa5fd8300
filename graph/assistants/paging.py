"""A part of a long answer: where it begins, how much of the whole it is, and how to ask for the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graph.assistants.parameters import Given, Parameter, whole
from graph.model import Claim, Stance
from graph.settings import LIMITS

T = TypeVar("T")

PAGING: tuple[Parameter, ...] = (
    whole("limit", "How many at most.", LIMITS.assistant_page, 1, LIMITS.assistant_list_items),
    whole("offset", "How many to pass over: next_offset of the answer before.", 0, 0),
)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the items that an answer has."""

    items: tuple[T, ...]
    records: list[dict[str, Any]]
    offset: int
    total: int

    @property
    def next_offset(self) -> int | None:
        """Where the next page begins; None on the last one."""
        end = self.offset + len(self.items)
        return end if end < self.total and self.items else None

    @property
    def cut(self) -> tuple[str, ...]:
        """What is left out, in a sentence; nothing where all is here."""
        if self.next_offset is not None:
            first, last = self.offset + 1, self.offset + len(self.items)
            more = f"ask again with offset {self.next_offset} for more"
            return (f"Here are {first:,} to {last:,} of {self.total:,}; {more}.",)
        if self.offset and not self.items:
            return (f"There are {self.total:,}, so there is nothing from {self.offset:,} on.",)
        return ()

    def fields(self, name: str) -> dict[str, Any]:
        """Return the page as fields of an answer, its records under `name`."""
        return {
            name: self.records,
            "total": self.total,
            "offset": self.offset,
            "next_offset": self.next_offset,
        }


def page(items: Sequence[T], record: Callable[[T], dict[str, Any]], given: Given) -> Page[T]:
    """Return the items that `given` asks for, as many as an answer can hold and at least one."""
    offset, letters = given["offset"], 0
    kept: list[T] = []
    records: list[dict[str, Any]] = []
    for item in items[offset : offset + given["limit"]]:
        made = record(item)
        letters += len(json.dumps(made, ensure_ascii=False))
        if kept and letters > LIMITS.assistant_answer_letters:
            break
        kept.append(item)
        records.append(made)
    return Page(tuple(kept), records, offset, len(items))


def few(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return as many of `claims` as one link may carry, in their order, no stance among them left out.

    Where there are more, each stance in turn gives its next: a denial is not lost behind many assertions.
    """
    most = LIMITS.assistant_link_claims
    if len(claims) <= most:
        return tuple(claims)
    by_stance = [[one for one in claims if one.stance is stance] for stance in Stance]
    turns = [
        one for turn in range(most) for group in by_stance if turn < len(group) for one in (group[turn],)
    ]
    kept = {one.iri for one in turns[:most]}
    return tuple(one for one in claims if one.iri in kept)
