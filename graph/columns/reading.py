"""What of a store is read one property at a time, which is how an index is fastest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.identity import Identity
from graph.namespaces import AG
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store


def property_values(store: Store, property: str) -> Iterator[tuple[str, str]]:
    """Yield each thing that has `property` and the text of its value."""
    for _, thing, value in store.select(application_query("columns_property"), property=property):
        if thing is not None and value is not None:
            yield str(thing.value), str(value.value)


def members_of(store: Store, name: str) -> Iterator[str]:
    """Yield the members of the class ``ag:name``."""
    rows = store.select(application_query("columns_members"), kind=AG + name)
    return (str(member.value) for _, member in rows if member is not None)


def kept_identity(store: Store) -> Identity:
    """Return who is held to be whom as the build derived it; without the judgements and their reasons."""
    return Identity(dict(property_values(store, AG + "canonicalEntity")))


def identity_key(identity: Identity) -> str:
    """Return a digest of who is held to be whom: the same for all judgements that fold alike.

    Examples
    --------
    >>> identity_key(Identity({"a/fox": "a/petrov"})) == identity_key(Identity())
    False
    """
    folded = "\n".join(f"{one} {other}" for one, other in sorted(identity.canonicals.items()))
    return hashlib.sha256(folded.encode()).hexdigest()
