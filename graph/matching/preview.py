"""What single rows become under a mapping, as sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.mapping import Applier, Mapping
from graph.namespaces import AG
from graph.tables import Row, RowFault

_GLOSS = re.compile(rf'<{re.escape(AG)}gloss> ("(?:[^"\\]|\\.)*")@en \.$', re.MULTILINE)
_NOWHERE = "document/preview"


@dataclass(frozen=True, slots=True)
class Previewed:
    """One row, with what it becomes or why it is rejected."""

    number: int
    line: int
    sentences: tuple[str, ...] = ()
    """What its claims say, in their order."""
    fault: RowFault | None = None


def preview(mapping: Mapping, rows: Iterable[Row | RowFault]) -> tuple[Previewed, ...]:
    """Return what each of `rows` becomes, as if it were the first of its import.

    Examples
    --------
    >>> from graph.mapping import mapping_of
    >>> from graph.matching import Matching, Target, draft
    >>> plan = mapping_of(draft(Matching({Target.PLACE: "Town"}, publisher="Me")).encode(), "mine")
    >>> preview(plan, [Row(1, 2, {"Town": "Sudzha"})])[0].sentences
    ('Me reports: Incident in Sudzha.', 'Me places this in Sudzha: Incident.')
    """
    return tuple(_previewed(mapping, row) for row in rows)


def _previewed(mapping: Mapping, row: Row | RowFault) -> Previewed:
    if isinstance(row, RowFault):
        return Previewed(row.number, row.line, fault=row)
    made = Applier(mapping).apply(row, _NOWHERE)
    if isinstance(made, RowFault):
        return Previewed(row.number, row.line, fault=made)
    found = (json.loads(text) for text in _GLOSS.findall(made.text))
    return Previewed(row.number, row.line, tuple(found))
