"""Read an update with rdflib's grammar before it is carried out: what it may not do, and its dataset.

The dataset that a request gives with ``using-graph-uri`` (SPARQL 1.1 Protocol, section 2.2.3) is written into
the update as USING, because Oxigraph takes none beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from graph.errors import QueryError, QueryForbiddenError
from graph.query_parsing import parsed_update

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    |(?P<string>'{3}.*?(?<!\\)'{3}|"{3}.*?(?<!\\)"{3}|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
    |(?P<brace>[{}])
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w.-]*:[\w.:\\/%-]*)
    |(?P<word>[A-Za-z]+)""",
    re.VERBOSE | re.DOTALL,
)
"""What can hold a brace or the letters of a keyword without being one comes before both."""


def guard_update(text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> str:
    """Return the update `text` as it may be carried out, with the dataset of the request written into it.

    Parameters
    ----------
    text
        A SPARQL 1.1 update.
    default, named
        IRIs of the graphs that each WHERE sees as its default graph and as named ones; without any, what
        the update itself says holds.

    Raises
    ------
    QueryError
        If it is malformed, or names a dataset of its own beside that of the request.
    QueryForbiddenError
        If it would read from elsewhere, with LOAD or SERVICE.

    Examples
    --------
    >>> guard_update("DELETE WHERE { ?s ?p 1 }", ["https://example.org/g"])
    'DELETE { ?s ?p 1 } USING <https://example.org/g> WHERE { ?s ?p 1 }'
    """
    parts = list(parsed_update(text))
    names = {part.name for part in parts}
    if "Load" in names:
        raise QueryForbiddenError("LOAD would fetch a document from elsewhere; send the triples themselves.")
    if "ServiceGraphPattern" in names:
        raise QueryForbiddenError("SERVICE would ask another server; take the SERVICE part out.")
    if not default and not named:
        return text
    if "UsingClause" in names or any("withClause" in part for part in parts):
        raise QueryError("The dataset is given twice: by the request, and in the update with USING or WITH.")
    using = [f"USING {ox.NamedNode(iri)}" for iri in default]
    using += [f"USING NAMED {ox.NamedNode(iri)}" for iri in named]
    return _with_dataset(text, " ".join(using))


def _with_dataset(text: str, using: str) -> str:
    """Write `using` before each WHERE that stands outside all braces."""
    written, copied = [], 0
    for start, short in _wheres(text):
        written.append(text[copied:start])
        if short:  # DELETE WHERE takes no USING: it deletes what it looks for
            pattern = text[text.index("{", start) : _closing(text, start)]
            written.append(f"{pattern} ")
        written.append(f"{using} ")
        copied = start
    return "".join((*written, text[copied:]))


def _wheres(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where each outer WHERE begins, and whether it stands right after DELETE."""
    before = ""
    for found, depth in _tokens(text):
        word = found["word"]
        if word and depth == 0:
            if word.upper() == "WHERE":
                yield found.start(), before == "DELETE"
            before = word.upper()
        elif not found["comment"]:
            before = ""


def _closing(text: str, start: int) -> int:
    """Return the end of the group that begins after `start`."""
    for found, depth in _tokens(text):
        if found.start() > start and found["brace"] == "}" and depth == 0:
            return found.end()
    return len(text)


def _tokens(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the tokens of `text` that matter here, each with how many braces are open after it."""
    depth = 0
    for found in _TOKEN.finditer(text):
        if found["brace"]:
            depth += 1 if found["brace"] == "{" else -1
        yield found, depth
