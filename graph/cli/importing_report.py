"""What people and programs are told of imports."""

from __future__ import annotations

from collections.abc import Sequence

from graph.cli.output import harmless, note, write_line
from graph.importing import Imported, ImportReport, Preview
from graph.mapping import Mapping
from graph.records import Record
from graph.sentences import counted
from graph.settings import BULK_LIMITS

_MEGABYTE = 1_000_000


def print_import(report: ImportReport, again: str = "") -> None:
    """Tell what an import has done; `again` is the command that takes the rows that it set aside."""
    staged = report.staged
    if staged is None:
        write_line(
            f"{harmless(report.location)} holds all of this as {report.name} already: nothing changed."
        )
        return
    told = staged.told
    verb = "Added to the import" if report.added_to else "Imported"
    write_line(
        f"{verb} {report.name} in {report.seconds:.1f} s: {counted(told.rows, 'row')}, "
        f"{counted(told.claims, 'claim')}, {counted(told.triples, 'triple')}."
    )
    _print_silent(told.silent)
    if report.rejects is not None:
        place = harmless(str(report.rejects))
        write_line(
            f"{counted(staged.rejected, 'row')} set aside in {place}: "
            f"mend them there and run `{harmless(again)}`."
        )
        for file, fault in staged.faults:
            note(f"{file}: {fault}")
    _print_changes(report)


def _print_silent(count: int) -> None:
    if count:
        write_line(f"Of these, {counted(count, 'row')} say nothing under this mapping and are left out.")


def _print_changes(report: ImportReport) -> None:
    changes, most = report.changes, BULK_LIMITS.import_changes_listed
    before = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    counts = ", ".join(f"{len(keys):,} {what}" for what, keys in before.items())
    write_line(f"Against what was held before: {counts}.")
    if not (changes.changed or changes.removed):
        return
    for what, keys in before.items():
        if keys:
            more = f" and {len(keys) - most:,} more" if len(keys) > most else ""
            write_line(f"  {what}: {', '.join(map(harmless, keys[:most]))}{more}")


def import_record(report: ImportReport) -> Record:
    """Return what an import has done, for programs."""
    staged, changes, most = report.staged, report.changes, BULK_LIMITS.import_changes_listed
    told = staged.told if staged else None
    return {
        "import": report.name,
        "store": report.location,
        "changed": report.made,
        "addedTo": report.added_to,
        "rows": told.rows if told else 0,
        "claims": told.claims if told else 0,
        "triples": told.triples if told else 0,
        "silent": told.silent if told else 0,
        "rejected": staged.rejected if staged else 0,
        "rejects": str(report.rejects) if report.rejects else None,
        "faults": _faults(staged.faults if staged else ()),
        "changes": {
            what: {"count": len(keys), "first": list(keys[:most])}
            for what, keys in (
                ("added", changes.added),
                ("changed", changes.changed),
                ("removed", changes.removed),
            )
        },
        "seconds": round(report.seconds, 3),
    }


def _faults(faults: Sequence[tuple[str, object]]) -> list[Record]:
    return [
        {
            "file": file,
            **{name: getattr(fault, name) for name in ("line", "number", "column", "value", "sentence")},
        }
        for file, fault in faults
    ]


def print_preview(mapping: Mapping, found: Preview) -> None:
    """Tell what tables would become."""
    if not found.rows and not found.rejected:
        write_line("There is nothing to import: behind the names of the columns stands no row.")
        return
    for row in found.told:
        write_line(f"Line {row.line:,} ({harmless(row.key)}) says:")
        for sentence in row.sentences:
            write_line(f"  - {harmless(sentence)}")
    write_line(
        f"As {mapping.name}, {counted(found.rows, 'row')} would become "
        f"{counted(found.things, 'entity', 'entities')}, "
        f"{counted(found.propositions, 'proposition')} and {counted(found.claims, 'claim')}: "
        f"{counted(found.triples, 'triple')}, {found.bytes / _MEGABYTE:,.0f} MB of statements, "
        f"in about {max(1, round(found.seconds)):,} s. Nothing was written."
    )
    _print_silent(found.silent)
    if found.rejected:
        write_line(f"{counted(found.rejected, 'row')} would be set aside:")
        for file, fault in found.faults:
            write_line(f"  {harmless(file)}: {harmless(str(fault))}")
        if found.rejected > len(found.faults):
            write_line(f"  ... and {found.rejected - len(found.faults):,} more.")


def preview_record(mapping: Mapping, found: Preview) -> Record:
    """Return what tables would become, for programs."""
    names = ("rows", "things", "propositions", "claims", "triples", "bytes", "seconds", "rejected", "silent")
    return {
        "import": mapping.name,
        "mapping": mapping.title,
        **{name: getattr(found, name) for name in names},
        "faults": _faults(found.faults),
        "told": [{"line": row.line, "key": row.key, "sentences": list(row.sentences)} for row in found.told],
    }


def print_imports(found: Sequence[Imported]) -> None:
    """Tell what is held."""
    if not found:
        write_line("The store holds no import. `armsgraph import NAME FILE` takes a table in.")
    for one in found:
        write_line(f"{one.name}: {counted(one.rows, 'row')}, {counted(one.claims, 'claim')}")
        for table in one.tables:
            parts = [harmless(table.title), counted(table.rows, "row")]
            if table.rejected:
                parts.append(f"{table.rejected:,} set aside")
            if table.published:
                parts.append(f"published {table.published}")
            write_line(f"  {', '.join(parts)}")
            source = [harmless(text) for text in (table.publisher, table.url, table.licence) if text]
            write_line(f"    {'; '.join([*source, table.digest])}")


def imports_record(found: Sequence[Imported]) -> list[Record]:
    """Return what is held, for programs."""
    return [
        {
            "import": one.name,
            "graph": one.graph,
            "rows": one.rows,
            "rejected": one.rejected,
            "claims": one.claims,
            "tables": [
                {name: getattr(table, name) for name in table.__dataclass_fields__} for table in one.tables
            ],
        }
        for one in found
    ]
