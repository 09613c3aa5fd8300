"""Bring identity judgements into a build by changing a copy of it: only what they bear on is derived anew.

What they bear on is a part of the store in which all stands from which it is derived. From this part is
derived as from a whole store, once as it was and once as it will be. Only where the first is just what the
build in use holds does the second take its place; in any doubt the caller makes a whole build, which
decides. So both come to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyoxigraph as ox

from graph.adjacency import link_arrays, links_of, write_links
from graph.builds import Build, Manifest
from graph.columns import Columns, columns_of, write_columns
from graph.columns.layout import Flags
from graph.columns.patching import patched, same_columns
from graph.columns.rules import counting_relations
from graph.errors import DataError, InputError, StoreError
from graph.ingest.bulk_deriving import Following, derived_lines, follow
from graph.ingest.bulk_labels import label_entries_among
from graph.ingest.bulk_wordings import words_among
from graph.ingest.nearby import Change, Nearby, TooNearError, nearby, turn_of
from graph.ingest.patching_words import patched_words, same_words, spliced_statements
from graph.ingest.room import Cost, require_room_for
from graph.ingest.working import Work
from graph.ingest.writing import fresh_build, prune, switch
from graph.labels import LabelEntry, change_label_index
from graph.layout import COLUMNS, LABELS, LINKS
from graph.namespaces import GRAPH_CURATED
from graph.store import Store
from graph.triples import NONE, read_triples
from graph.validation import judge
from graph.wordings import FOLDER as WORDINGS
from graph.wordings import Wordings, wordings_at_hand, write_wordings


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """What is to be changed of a copy of a build."""

    gone: tuple[ox.Quad, ...]
    new: tuple[ox.Quad, ...]
    columns: Columns
    is_entity: Flags
    words: Wordings
    labels: tuple[LabelEntry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What follows from a part of a store."""

    following: Following
    lines: frozenset[bytes]
    words: Wordings
    broken: frozenset[tuple[str, str, str]]
    """Rules, each beside what breaks it and by which value."""

    @property
    def columns(self) -> Columns:
        """The columns of the part."""
        return self.following.derived.columns


def patch_of(store: Store, change: Change, folder: Path, work: Work) -> Patch | None:
    """Return what to change of the build that `store` is; None where only a whole build is sure.

    Parameters
    ----------
    store
        A build of this machine.
    change
        What shall be.
    folder
        For files that are needed meanwhile.
    work
        Is told of each step.
    """
    words = wordings_at_hand(store)
    if words is None:
        return None
    work.step("reading")
    if not _stays(store, GRAPH_CURATED, frozenset(_curated(change.gone))):
        return None
    try:
        near = nearby(store, columns_of(store), words, turn := turn_of(store, change))
        work.step("judging")
        before = _told(near.graphs, folder / "before")
        after = _told(_with(near.graphs, change), folder / "after")
    except (TooNearError, DataError, InputError, StoreError):
        return None
    work.step("deriving")
    if after.broken - before.broken or before.following.identity.canonicals != turn.old.canonicals:
        return None
    found = _patch((columns_of(store), links_of(store).is_entity, words), (before, after), near, change)
    held = found is not None and all(map(store.holds, found.gone)) and not any(map(store.holds, found.new))
    return found if held else None


def _stays(store: Store, graph: str, gone: frozenset[ox.Quad]) -> bool:
    """Return whether a graph holds anything that is not gone: the words of a build count its graphs."""
    return any(quad not in gone for quad in store.quads(graph))


def _with(graphs: Mapping[str, set[str]], change: Change) -> dict[str, set[str]]:
    gone, new = ({f"{line}\n" for line in lines} for lines in (change.gone, change.new))
    curated = graphs.get(GRAPH_CURATED, set())
    if not gone <= curated:
        raise TooNearError
    return {**graphs, GRAPH_CURATED: (curated - gone) | new}


def _told(graphs: Mapping[str, set[str]], folder: Path) -> _Told:
    folder.mkdir()
    paths = {}
    for number, (name, lines) in enumerate(sorted(graphs.items())):
        paths[name] = folder / f"part-{number}.nt"
        paths[name].write_text("".join(sorted(lines)), "utf-8")
    triples = read_triples(list(paths.values()))
    following = follow(triples)
    lines_derived = b"".join(derived_lines(following)).splitlines()
    report = judge(triples, listed=len(triples))
    broken = {(one.rule, one.focus, one.value) for one in report.violations if one.severity == "violation"}
    words = words_among(following, {name: [path] for name, path in paths.items()})
    return _Told(following, frozenset(lines_derived), words, frozenset(broken))


def _patch(
    whole: tuple[Columns, Flags, Wordings], told: tuple[_Told, _Told], near: Nearby, change: Change
) -> Patch | None:
    """Return the patch, if what the part told before is just what the whole holds."""
    (columns, is_entity, words), (before, after) = whole, told
    first = columns.entities[0]
    if any(len(each.columns.entities) == 0 or each.columns.entities[0] != first for each in told):
        return None  # what names no entity goes with the first of all, which the part must know
    statements = after.following.derived.statements
    counting = statements.terms.values(counting_relations(statements).tolist())
    same, rows = patched(columns, before.columns, near.propositions, near.entities, counting)
    flags = rows.entities.values(is_entity, before.following.derived.is_entity)
    kept = same_columns(same, columns) and np.array_equal(flags, is_entity)
    if not kept or not same_words(words, before.words, rows):
        return None
    now, tables = patched(columns, after.columns, near.propositions, near.entities, counting)
    homes = np.append(columns.entities.indices(before.columns.entities), NONE)
    subjects = {f"<{one}>".encode() for one in near.subjects}
    said = spliced_statements(words, (before.words, after.words), homes, tables.entities, subjects)
    if said is None or tables.entities.kept[0] != 0:
        return None
    return Patch(
        gone=(*_curated(change.gone), *_quads(before.lines - after.lines)),
        new=(*_curated(change.new), *_quads(after.lines - before.lines)),
        columns=now,
        is_entity=tables.entities.values(is_entity, after.following.derived.is_entity),
        words=patched_words(words, after.words, tables, said),
        labels=tuple(one for one in label_entries_among(after.following) if one.stated in near.entities),
    )


def _curated(lines: Iterable[str]) -> Iterable[ox.Quad]:
    name = ox.NamedNode(GRAPH_CURATED)
    for one in ox.parse("\n".join(sorted(lines)), ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(one.subject, one.predicate, one.object, name)


def _quads(lines: Iterable[bytes]) -> Iterable[ox.Quad]:
    return ox.parse(b"\n".join(sorted(lines)), ox.RdfFormat.N_QUADS)


def write_patched(directory: Path, build: Build, patch: Patch, work: Work) -> None:
    """Write a copy of `build` with what `patch` changes into the store `directory`, and switch to it.

    Raises
    ------
    BuildStoppedError
        If `work` says so; nothing is changed then.
    StoreError, OSError
        If the machine refuses; nothing is changed then.
    """
    require_room_for(_cost(build), directory)
    work.step("loading")
    with fresh_build(directory, build.manifest.inputs, build) as fresh:
        fresh.store.change(patch.gone, patch.new)
        work.step("writing")
        change_label_index(fresh.path / LABELS, patch.labels)
        write_columns(patch.columns, fresh.path / COLUMNS, build=fresh.name)
        write_links(link_arrays(patch.columns, patch.is_entity), fresh.path / LINKS, build=fresh.name)
        write_wordings(patch.words, fresh.path / WORDINGS, build=fresh.name)
        work.step("switching")
        name = fresh.finish(_manifest(build.manifest, patch))
    switch(directory, name)
    prune(directory, name)


def _cost(build: Build) -> Cost:
    """Return what a patched copy of `build` takes: all but its quads is written anew and held meanwhile."""
    sizes = [path.stat().st_size for path in build.path.rglob("*") if path.parent != build.oxigraph]
    return Cost(0, 0, sum(sizes), sum(sizes))


def _manifest(manifest: Manifest, patch: Patch) -> Manifest:
    triples = manifest.counts["triples"] + len(patch.new) - len(patch.gone)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(manifest, created=made, counts={**manifest.counts, "triples": triples})
