"""Terms as a store writes them: "01" is the number 1, so that both are one term and not two.

A store keeps numbers, dates and truth values as what they are, and forgets how they were written. What it
would write in another way is asked of it, once for each such term; the many that it surely writes as they
are need no asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyoxigraph as ox

from graph.namespaces import XSD
from graph.triples.layout import NONE, Ids, Terms, datatype_of
from graph.triples.plain import Scanned, scanned_terms

_SURE = {
    name: re.compile(rb'"(?:%b)"' % pattern)
    for name, pattern in {
        "string": rb"(?!)",  # is written without its datatype
        "integer": rb"0|-?[1-9]\d{0,17}",
        "decimal": rb"-?[1-9]\d{0,8}(?:\.\d{0,8}[1-9])?|-?0\.\d{0,8}[1-9]|0",
        "boolean": rb"true|false",
        "date": rb"[12]\d{3}-\d\d-\d\d",
        "gYearMonth": rb"[12]\d{3}-\d\d",
        "gYear": rb"[12]\d{3}",
        "dateTime": rb"[12]\d{3}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\dZ?",
        "anyURI": rb".*",
    }.items()
}
"""By the datatypes that a store may interpret: what it surely writes as it was."""
_ASKED = b"<urn:n:%d> <urn:p> %b .\n"


def settled(read: Scanned) -> tuple[Terms, Ids, Ids, Ids]:
    """Return the terms of `read` as a store writes them, and subject, predicate and object of its triples."""
    changed = _changed(read)
    if changed:
        read = _rewritten(read, changed)
    return _terms(read), read.subject, read.predicate, read.object


def _terms(read: Scanned) -> Terms:
    order = np.argsort(read.crc, kind="stable").astype(np.int32)
    return Terms(read.writing, read.offsets, read.kind, read.datatype, read.crc[order], order)


def _changed(read: Scanned) -> dict[int, bytes]:
    """Return the terms that a store writes otherwise, by their numbers, as it writes them."""
    asked = dict(_suspects(read))
    if not asked:
        return {}
    store = ox.Store()
    lines = b"".join(_ASKED % item for item in asked.items())
    store.bulk_load(lines, ox.RdfFormat.N_TRIPLES)
    written = {int(quad.subject.value[len("urn:n:") :]): str(quad.object).encode() for quad in store}
    return {number: writing for number, writing in written.items() if writing != asked[number]}


def _suspects(read: Scanned) -> Iterator[tuple[int, bytes]]:
    writing = read.writing.data
    sure: dict[int, re.Pattern[bytes]] = {}
    for number in np.unique(read.datatype[read.datatype != NONE]).tolist():
        iri = bytes(writing[read.offsets[number] : read.offsets[number + 1]]).decode()
        if iri.startswith(f"<{XSD}") and number:
            sure[number] = _SURE.get(iri[len(XSD) + 1 : -1], _SURE["string"])
    odd = (read.odd != 0) | np.isin(read.datatype, list(sure))
    for number in np.flatnonzero(odd).tolist():
        text = bytes(writing[read.offsets[number] : read.offsets[number + 1]])
        pattern = sure.get(int(read.datatype[number]))
        if read.odd[number] or pattern is None or not pattern.match(text):
            yield number, text


def _rewritten(read: Scanned, changed: Mapping[int, bytes]) -> Scanned:
    """Return `read` with some terms written otherwise; two that so become one are one."""
    terms = _terms(read)
    numbers: dict[bytes, int] = {}
    added: list[bytes] = []
    for writing in dict.fromkeys([*changed.values(), *map(datatype_of, changed.values())]):
        number = terms.number(writing.decode())
        if number == NONE:
            number = len(terms) + len(added)
            added.append(writing)
        numbers[writing] = number
    places = np.arange(len(terms) + len(added), dtype=np.int32)
    places[list(changed)] = [numbers[writing] for writing in changed.values()]
    return _without(_with(read, added, numbers), list(changed), places)


def _with(read: Scanned, added: Sequence[bytes], numbers: Mapping[bytes, int]) -> Scanned:
    """Return `read` with more terms at the end."""
    more = scanned_terms(added)
    datatypes = [numbers.get(datatype_of(one), NONE) for one in added]
    return read._replace(
        writing=np.concatenate([read.writing, more.writing]),
        offsets=np.concatenate([read.offsets, more.offsets[1:] + read.offsets[-1]]),
        kind=np.concatenate([read.kind, more.kind]),
        datatype=np.concatenate([read.datatype, np.array(datatypes, np.int32)]),
        odd=np.concatenate([read.odd, more.odd]),
        crc=np.concatenate([read.crc, more.crc]),
    )


def _without(read: Scanned, gone: Sequence[int], places: Ids) -> Scanned:
    """Return `read` without the terms that are `gone`, in the place of which `places` tells others."""
    kept = np.ones(len(read.kind), np.bool_)
    kept[gone] = False
    places = (np.cumsum(kept, dtype=np.int32) - 1)[places]
    lengths = np.diff(read.offsets)
    offsets = np.zeros(int(kept.sum()) + 1, np.int64)
    np.cumsum(lengths[kept], out=offsets[1:])
    datatype = read.datatype[kept]
    return Scanned(
        writing=read.writing[np.repeat(kept, lengths)],
        offsets=offsets,
        kind=read.kind[kept],
        datatype=np.where(datatype == NONE, NONE, places[datatype]).astype(np.int32),
        odd=read.odd[kept],
        crc=read.crc[kept],
        subject=places[read.subject],
        predicate=places[read.predicate],
        object=places[read.object],
    )
