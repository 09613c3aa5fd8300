"""Imports outlive a build from other files: they are kept beside them, unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.builds import InputFile
from graph.errors import StoreError
from graph.ingest.parts import Part, held_in
from graph.ingest.places import Address, Directory, Given
from graph.namespaces import GRAPH_IMPORTS

_IMPORT = "import "


def import_input(name: str, sha256: str) -> InputFile:
    """Return what the manifest says of an import."""
    return InputFile(_IMPORT + name, sha256)


def imports_among(inputs: Iterable[InputFile]) -> tuple[str, ...]:
    """Return the names of the imports among what went into a build.

    Examples
    --------
    >>> imports_among([InputFile("claims.ttl", ""), import_input("oryx", "")])
    ('oryx',)
    """
    return tuple(one.name.removeprefix(_IMPORT) for one in inputs if one.name.startswith(_IMPORT))


def with_imports(given: Given, place: Directory | Address) -> Given:
    """Return `given` and the imports of the build in use at `place`; `given` alone where there are none."""
    try:
        _, manifest = place.build_in_use()
    except StoreError:  # none yet, or one of another version, which is replaced whole
        return given
    names = [one.removeprefix(GRAPH_IMPORTS) for one in place.graphs() if one.startswith(GRAPH_IMPORTS)]
    if not names:
        return given
    told = {one.name: one for one in manifest.inputs}
    # An import that came back with an export is told of by that file's name, and by no table's digest.
    kept = [told.get(_IMPORT + name, import_input(name, "")) for name in names]

    def parts(folder: Path) -> Sequence[Part]:
        return [*given.parts(folder), *held_in(place.held(), folder, imports_only=True)]

    return Given(parts, (*given.inputs, *kept), given.sources)
