"""Importing tables: rows through a mapping into a graph of their own; faulty rows are set aside."""

from graph.importing.changes import Changes
from graph.importing.held import Imported, imports_of
from graph.importing.preview import Preview, preview
from graph.importing.running import ImportReport, Options, named, remove_import, run_import
from graph.importing.staging import Staged, stage

__all__ = [
    "Changes",
    "ImportReport",
    "Imported",
    "Options",
    "Preview",
    "Staged",
    "imports_of",
    "named",
    "preview",
    "remove_import",
    "run_import",
    "stage",
]
