"""What single rows become under a mapping, as sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.mapping import Applier, Mapping
from graph.mapping.fitting import dated, fitted, undated
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


def preview(
    mapping: Mapping,
    rows: Iterable[Row | RowFault],
    *,
    among: Iterable[Row | RowFault] = (),
    file: str = "",
) -> tuple[Previewed, ...]:
    """Return what each of `rows` becomes, as if it were the first of its import.

    Parameters
    ----------
    mapping
        The mapping.
    rows
        Those that are shown.
    among
        More rows of their table: they tell how its columns are spelt and its dates are written.
    file
        The name of its file.

    Examples
    --------
    >>> from graph.mapping import mapping_of
    >>> from graph.matching import Matching, Target, draft
    >>> plan = mapping_of(draft(Matching({Target.PLACE: "Town"}, publisher="Me")).encode(), "mine")
    >>> preview(plan, [Row(1, 2, {"Town": "Sudzha"})])[0].sentences
    ('Me reports: Incident in Sudzha.', 'Me places this in Sudzha: Incident.')
    """
    shown = list(rows)
    known = [row for row in (*shown, *among) if isinstance(row, Row)]
    found = fitted(mapping, tuple({name: None for row in known for name in row.values}))
    dates = {rule.columns[0] for rule in undated(found)}
    found = dated(found, {name: [row.values.get(name, "") for row in known] for name in sorted(dates)})
    return tuple(_previewed(found, row, file) for row in shown)


def _previewed(mapping: Mapping, row: Row | RowFault, file: str) -> Previewed:
    if isinstance(row, RowFault):
        return Previewed(row.number, row.line, fault=row)
    applier = Applier(mapping)
    applier.file = file
    made = applier.apply(row, _NOWHERE)
    if isinstance(made, RowFault):
        return Previewed(row.number, row.line, fault=made)
    found = (json.loads(text) for text in _GLOSS.findall(made.text))
    return Previewed(row.number, row.line, tuple(found))
