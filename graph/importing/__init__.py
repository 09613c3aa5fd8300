"""Importing tables: rows through a mapping into a graph of their own; faulty rows are set aside."""

from graph.importing.asking import Options, named
from graph.importing.changes import Changes
from graph.importing.costing import Expected, expected
from graph.importing.held import Imported, imports_of
from graph.importing.preview import Preview, preview
from graph.importing.removing import remove_import
from graph.importing.running import ImportReport, run_import
from graph.importing.staging import Staged, stage
from graph.importing.waiting import WaitingImport, drop_waiting, waiting_imports

__all__ = [
    "Changes",
    "Expected",
    "ImportReport",
    "Imported",
    "Options",
    "Preview",
    "Staged",
    "WaitingImport",
    "drop_waiting",
    "expected",
    "imports_of",
    "named",
    "preview",
    "remove_import",
    "run_import",
    "stage",
    "waiting_imports",
]
