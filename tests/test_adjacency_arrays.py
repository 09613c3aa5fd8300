"""Links between entities as arrays: what is in them, and that they are kept beside a build."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.adjacency import LinkArrays, entities_among, link_arrays, links_of, open_links, write_links
from graph.builds import current_build
from graph.columns import columns_of, derive_columns
from graph.errors import StoreError
from graph.settings import LIMITS
from graph.store import open_store
from linked import SIZE, arrays_of
from linked import columns_of as columns_with

ENDS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=20)


def same(one: LinkArrays, other: LinkArrays) -> bool:
    return all(
        np.array_equal(getattr(one, each.name), getattr(other, each.name)) for each in fields(LinkArrays)
    )


@given(ENDS)
@settings(max_examples=40)
def test_every_link_is_found_from_either_end_in_the_order_of_the_other(ends):
    arrays = arrays_of(ends)
    told = sorted((one, other, number) for number, (one, other) in enumerate(ends))
    assert list(zip(arrays.subjects(), arrays.target, arrays.proposition, strict=True)) == told
    for entity in range(SIZE):
        into = slice(*arrays.in_offsets[entity : entity + 2])
        expected = [(one, link) for link, (one, other, _) in enumerate(told) if other == entity]
        assert list(zip(arrays.source[into], arrays.in_link[into], strict=True)) == expected
        both = slice(*arrays.both_offsets[entity : entity + 2])
        around = [
            (other if one == entity else one, link)
            for link, (one, other, _) in enumerate(told)
            if entity in (one, other)
        ]
        assert list(zip(arrays.neighbour[both], arrays.both_link[both], strict=True)) == sorted(around)


def test_what_ends_in_a_value_or_in_no_entity_is_no_link():
    columns = columns_with([(0, 1), (1, 2), (2, 3), (3, -1)])
    is_entity = np.array([True, True, False, True, True, True, True])
    assert link_arrays(columns, is_entity).proposition.tolist() == [0]


def test_a_link_takes_less_than_60_bytes():
    """With four links an entity, as in the graphs that are measured."""
    rng = np.random.default_rng(1)
    arrays = arrays_of(rng.integers(0, 500, (2000, 2)).tolist(), size=500)
    assert arrays.nbytes / arrays.links < 50


def test_a_build_keeps_the_links_of_what_it_has_built(sample_directory, sample_store):
    folder = current_build(sample_directory).path / "links"
    columns = columns_of(sample_store)
    expected = link_arrays(columns, entities_among(columns, sample_store))
    kept = open_links(folder, columns, build=folder.parent.name)
    assert same(kept, expected)
    assert kept.links > 0
    assert isinstance(_owner(kept.target), np.memmap)
    assert json.loads((folder / "manifest.json").read_text())["counts"]["links"] == kept.links


def _owner(array):
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def test_the_links_of_a_store_are_the_propositions_with_an_entity_at_either_end(sample_store):
    """One of them stands for each content, where two entities are held to be one."""
    columns, arrays = columns_of(sample_store), links_of(sample_store)
    rows = sample_store.select(
        "SELECT DISTINCT ?p WHERE { ?p rdf:subject ?s ; rdf:object ?o . ?o a ag:Entity }"
    )
    stated = {row[0].value for row in rows}
    assert {columns.propositions[p] for p in arrays.proposition} == stated & set(columns.propositions)


def _flip(folder: Path) -> None:
    written = bytearray((folder / "arrays.npy").read_bytes())
    written[len(written) // 2] ^= 0xFF
    (folder / "arrays.npy").write_bytes(written)


def _rewrite(folder: Path, **changed: object) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changed), encoding="utf-8")


def _shorten(folder: Path) -> None:
    places = json.loads((folder / "manifest.json").read_text())["arrays"]
    dtype, start, count = places["target"]
    _rewrite(folder, arrays=places | {"target": [dtype, start, count - 1]})


def _point_beyond(folder: Path) -> None:
    """Only the checksum would tell, and it covers but the beginning of a large file."""
    places = json.loads((folder / "manifest.json").read_text())["arrays"]
    written = bytearray((folder / "arrays.npy").read_bytes())
    begin = len(written) - sum(_padded(*place) for place in places.values())
    start = begin + places["neighbour"][1]
    written[start : start + 4] = (10**6).to_bytes(4, "little")
    (folder / "arrays.npy").write_bytes(written)
    checked = bytes(written[begin:])[: LIMITS.columns_checked_bytes]
    _rewrite(folder, checksum=zlib.crc32(checked))


def _padded(dtype: str, _: int, count: int) -> int:
    size = np.dtype(dtype).itemsize * count
    return size + -size % 64


DAMAGE = {
    "an entity that is not there": _point_beyond,
    "missing": lambda folder: [path.unlink() for path in folder.iterdir()] and folder.rmdir(),
    "one byte another": _flip,
    "of another build": lambda folder: _rewrite(folder, build="20230524T000000000000-00000000"),
    "an array cut": _shorten,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_links_that_do_not_fit_are_derived_anew_without_a_word(sample_directory, damage):
    folder = current_build(sample_directory).path / "links"
    columns = columns_of(open_store(sample_directory))
    expected = link_arrays(columns, entities_among(columns, open_store(sample_directory)))
    DAMAGE[damage](folder)
    with pytest.raises(StoreError, match=r"links.* cannot be used"):
        open_links(folder, columns, build=folder.parent.name)
    assert same(links_of(open_store(sample_directory)), expected)
    assert same(open_links(folder, columns, build=folder.parent.name), expected)


def test_links_of_other_columns_are_refused(sample_store, tmp_path):
    write_links(arrays_of([(0, 1)]), tmp_path / "links")
    with pytest.raises(StoreError, match="they are not of"):
        open_links(tmp_path / "links", derive_columns(sample_store))
