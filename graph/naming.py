"""The names of one entity and what its curators wrote about it, read from a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.lexicon import Lexicon, properties, text_in_english
from graph.model import Name, Ref
from graph.namespaces import SKOS
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store, Term


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written directly on an entity; everything else about it is claimed."""

    description: str
    note: str
    names: tuple[Name, ...]


def read_wording(
    store: Store, lexicon: Lexicon, entity: str, folded: Iterable[str], documents: Mapping[str, Ref]
) -> Wording:
    """Return the description, note and names of `entity`, with the names of those `folded` into it.

    A label in another language and the label of a folded entity are names, too; the label that the
    entity is shown under is not repeated. Names from documents stand before labels, each text once
    for each place it comes from.
    """
    said = properties(store.select(application_query("entity_texts"), entity=entity)).get(entity, {})
    found = {name for iri in (entity, *folded) for name in _names(store, iri, documents)}
    sourced = {name.text for name in found if name.document}
    shown = lexicon.ref(entity).label
    kept = (name for name in found if name.document or (name.text not in sourced and name.text != shown))
    return Wording(
        description=text_in_english(said.get(SKOS + "definition", ())),
        note=text_in_english(said.get(SKOS + "note", ())),
        names=tuple(sorted(kept, key=_order)),
    )


def _names(store: Store, entity: str, documents: Mapping[str, Ref]) -> list[Name]:
    rows = store.select(application_query("entity_names"), entity=entity)
    return [_name(text, document, line, documents) for _, text, document, line in rows if text is not None]


def _name(text: Term, document: Term | None, line: Term | None, documents: Mapping[str, Ref]) -> Name:
    source = documents.get(str(document.value)) if document is not None else None
    return Name(
        text=str(text.value),
        language=str(getattr(text, "language", None) or ""),
        document=source,
        line=int(str(line.value)) if line is not None else None,
    )


def _order(name: Name) -> tuple[bool, str, str, str, int]:
    source = name.document.iri if name.document else ""
    return (not source, name.text.casefold(), name.language, source, name.line or 0)
