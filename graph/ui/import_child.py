"""A child process that does one job on a store, such as an import, tells how far it is, and ends.

Standard input holds a `graph.ui.import_work.Job`; each line of standard output is a step, the result or the
sentence that says why there is none.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import ArmsgraphError, DataError
from graph.importing import Changes, ImportReport, Options, remove_import, run_import
from graph.importing.staging import Staged
from graph.ingest.joined import join
from graph.mapping import mapping_of
from graph.progress import Step
from graph.settings import BULK_LIMITS
from graph.tables import Layout, RowFault, TableShape
from graph.ui.import_work import Job, Task, read
from graph.ui.words import say
from graph.workers.bounds import no_core


def main() -> int:
    """Do the job and return the exit code; a mistake of the user is told and is no failure."""
    no_core()
    job = read(sys.stdin.read())
    try:
        tell(result=carried_out(job))
    except DataError as error:
        listed = [str(one) for one in error.violations[: BULK_LIMITS.import_shown_faults]]
        tell(problem="\n".join([str(error), *listed]))
    except ArmsgraphError as error:
        tell(problem=str(error))
    except OSError as error:
        tell(problem=say("importing.machine", said=str(error)))
    return 0


def carried_out(job: Job) -> Mapping[str, Any]:
    """Return what came of a job.

    Raises
    ------
    ArmsgraphError
        If it cannot be done.
    """
    if job.task is Task.REMOVE:
        remove_import(job.slug, job.store, step)
        return {"removed": job.slug}
    if job.task is Task.JOIN:
        joined = join(job.store, step)
        return {"joined": joined.held, "waiting": len(joined.waiting)}
    mapping = mapping_of(job.mapping.encode(), job.name)
    options = Options(
        rejects=Path(job.rejected),
        most_rejected=1.0,  # the person sees the rejected rows before anything is written
        shape=shape_of(job.shape or {}),
        check=job.task is Task.TRY,
        expect=lambda found: tell(expected=asdict(found)),
        told=lambda rows, _: tell(staged_before=rows),
        read=lambda staged, cost: tell(found={**found_in(staged), "cost": asdict(cost)}),
        progress=step,
    )
    return told(run_import(mapping, [Path(job.path)], job.store, options))


def told(report: ImportReport) -> Mapping[str, Any]:
    """Return a report as the page reads it."""
    staged = report.staged
    if staged is None:
        return {"same": True}
    cost = asdict(report.cost) if report.cost else None
    return {**found_in(staged), "cost": cost, "changes": changed(report.changes)}


def found_in(staged: Staged) -> Mapping[str, Any]:
    """Return what became of the rows as the page reads it: known long before they are judged."""
    made = staged.told
    return {
        "rows": staged.rows,
        "taken": made.rows,
        "rejected": staged.rejected,
        "silent": made.silent,
        "claims": made.claims,
        "things": made.things,
        "triples": made.triples,
        "faults": [shown(fault) for _, fault in staged.faults],
    }


def changed(changes: Changes) -> Mapping[str, int]:
    """Return how many rows differ from those that the import held before."""
    return {name: len(getattr(changes, name)) for name in ("added", "changed", "removed")}


def shown(fault: RowFault) -> Mapping[str, Any]:
    """Return a fault as the page reads it."""
    return {"line": fault.line, "column": fault.column, "value": fault.value, "sentence": fault.sentence}


def shape_of(held: Mapping[str, Any]) -> TableShape | None:
    """Return the shape that a job holds; None where it holds none."""
    if not held:
        return None
    return TableShape(**{**held, "layout": Layout(held["layout"]), "columns": tuple(held["columns"])})


def step(reached: Step) -> None:
    """Tell how far the work is."""
    tell(step=asdict(reached))


def tell(**said: object) -> None:
    """Write one line to standard output."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
