"""What a count of a weapon takes in: the weapon, what is held to be it, its variants, or all of a kind."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from graph.identity import Identity, Verdict
from graph.joining import Joinable
from graph.joining.names import name_parts
from graph.model import Ref
from graph.namespaces import ID

_FILE = Path(__file__).parent / "kinds.toml"
_CATEGORY = ID + "category/"


class Why(StrEnum):
    """Why a weapon is taken in."""

    ITSELF = "itself"
    SAME = "held to be it"
    VARIANT = "a variant of it"
    KIND = "of its kind"


@dataclass(frozen=True, slots=True)
class Scope:
    """The weapons that a count takes in."""

    asked: Ref
    weapons: Mapping[str, Why]
    """Each by its IRI, as its graph names it."""
    categories: tuple[str, ...] = ()
    """Names of the categories taken in, where a kind is asked about, such as ``tank``."""
    note: str = ""
    """What must be known of these categories."""
    unknown: frozenset[str] = frozenset()
    """IRIs of weapons of no known kind: where a kind is asked about, some of them may be of it."""

    @property
    def is_kind(self) -> bool:
        """Whether a kind of weapon is asked about, not a model."""
        return bool(self.categories)


def scope_of(
    asked: Ref, weapons: Sequence[Joinable], identity: Identity, known: Callable[[str], bool]
) -> Scope:
    """Return what a count of `asked` takes in.

    Parameters
    ----------
    asked
        A canonical weapon.
    weapons
        All weapons, with their categories.
    identity
        Who is held to be whom, variants among it.
    known
        Says of the IRI of a weapon whether its kind is known.
    """
    taken: dict[str, Why] = {asked.iri: Why.ITSELF}
    taken.update(dict.fromkeys(identity.folded(asked.iri), Why.SAME))
    for variant in variants_of(asked.iri, identity):
        taken.setdefault(variant, Why.VARIANT)
    kinds = _kinds_of(asked, weapons, taken)
    if not kinds:
        return Scope(asked, taken)
    wanted = {_CATEGORY + name for name in kinds}
    for one in weapons:
        if one.own_categories & wanted:
            taken.setdefault(one.iri, Why.KIND)
    unknown = frozenset(one.iri for one in weapons if not known(one.iri) and one.iri not in taken)
    return Scope(asked, taken, kinds, _note(kinds), unknown)


def variants_of(family: str, identity: Identity) -> tuple[str, ...]:
    """Return the IRIs of all variants of `family`, of their variants, and of what is held to be one."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    for one in identity.judgements:
        if one.verdict is Verdict.VARIANT:
            below[identity.canonical(one.canonical)] |= {
                identity.canonical(each) for each in one.entities - {one.canonical}
            }
    found: set[str] = set()
    waiting = [family]
    while waiting:
        new = below[waiting.pop()] - found - {family}
        found |= new
        waiting += new
    return tuple(sorted(found | {each for one in found for each in identity.folded(one)}))


def _kinds_of(asked: Ref, weapons: Iterable[Joinable], taken: Mapping[str, Why]) -> tuple[str, ...]:
    """Return the names of the categories that a kind stands for; none where a model is asked about."""
    meant = (one for one in weapons if taken.get(one.iri, Why.VARIANT) is not Why.VARIANT)
    names = [name for one in meant for name in one.names]
    for name in (asked.label, *names):
        parts = name_parts(name)
        if parts.is_a_kind and not parts.parts:  # or that of one nation: whose losses is asked beside it
            for declared, categories, _ in _declared():
                if declared == parts.kinds:
                    return categories
    return ()


@cache
def _declared() -> tuple[tuple[frozenset[str], tuple[str, ...], str], ...]:
    """Return the kinds of ``kinds.toml``: the words of each of its names, its categories, and its note."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        (name_parts(name).kinds, tuple(one["categories"]), one.get("note", ""))
        for one in read["kind"]
        for name in one["names"]
    )


def _note(categories: tuple[str, ...]) -> str:
    return next((note for _, known, note in _declared() if known == categories), "")
