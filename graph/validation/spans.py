"""Where within the writing of a term its value stands, told for many terms at once."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.triples import RDF_LANG_STRING, XSD_STRING, TermKind, Terms

Places: TypeAlias = NDArray[np.int64]
BACKSLASH, QUOTE, AT = b'\\"@'


def spans_of_values(terms: Terms, numbers: Places) -> tuple[Places, Places]:
    """Return where the value of each of `numbers` begins and ends in `Terms.writing`.

    The end is -1 where it must be looked for: with a language tag of more than two letters. A value with
    an escape in it is longer there than it is.

    Examples
    --------
    >>> from graph.triples import triples_of_text
    >>> terms = triples_of_text('<a:s> <a:p> "x"@en .').terms
    >>> starts, ends = spans_of_values(terms, np.array([2, 4]))
    >>> [terms.writing[start:end].tobytes() for start, end in zip(starts, ends)]
    [b'a:s', b'x']
    """
    first, last = terms.offsets[numbers], terms.offsets[numbers + 1]
    kinds, datatypes = terms.kind[numbers], terms.datatype[numbers]
    starts = first + np.where(kinds == TermKind.BLANK, 2, 1)
    ends = np.where(kinds == TermKind.BLANK, last, last - 1)
    typed = (kinds == TermKind.LITERAL) & (datatypes != XSD_STRING) & (datatypes != RDF_LANG_STRING)
    lengths = terms.offsets[datatypes[typed] + 1] - terms.offsets[datatypes[typed]]
    ends[typed] = last[typed] - lengths - len('"^^')
    tagged = np.flatnonzero((kinds == TermKind.LITERAL) & (datatypes == RDF_LANG_STRING))
    ends[tagged] = np.where(_is_short(terms, last[tagged]), last[tagged] - 4, -1)
    return starts, ends


def short_tags(terms: Terms, numbers: Places) -> Places:
    """Return the language of each of `numbers`, all tagged: two letters as one number, -1 for more."""
    last = terms.offsets[numbers + 1]
    letters = terms.writing[last - 2].astype(np.int64) << 8 | terms.writing[last - 1]
    return np.where(_is_short(terms, last), letters, -1)


def _is_short(terms: Terms, last: Places) -> NDArray[np.bool_]:
    """Tell which literals that end at `last` end in a language of two letters."""
    found: NDArray[np.bool_] = (terms.writing[last - 4] == QUOTE) & (terms.writing[last - 3] == AT)
    return found
