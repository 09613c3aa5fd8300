"""The SVG file: valid, readable without colour, and safe whatever a label holds."""

from __future__ import annotations

import re
from dataclasses import replace
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export_graphs import DENIED_LINK, HOSTILE, LINKS, NODES, RAID, contested_graph
from graph.export import export
from graph.export.curves import between
from graph.export.drawing import Drawing, text_width
from graph.export.framing import Framing
from graph.export.snapshot import Statement, take_snapshot
from graph.export.svg import rows_of, write_svg
from graph.export.xml_text import allowed
from graph.filters import Filter
from graph.knowledge.reading import Reading
from graph.model import Status
from graph.network import View
from graph.visualization import vis_payload

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Ministry " * 60
TURNED = "\u202egnp.exe \u0645\u0631\u062d\u0628\u0627"


def drawn(
    view: View | None = None, framing: Framing | None = None, *, dark: bool = False
) -> ElementTree.Element:
    snapshot = take_snapshot(contested_graph(), view, framing)
    return ElementTree.fromstring("".join(write_svg(snapshot, dark=dark)))


def links_of() -> tuple[Statement, ...]:
    return take_snapshot(contested_graph()).links


def words(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def test_every_entity_and_link_is_drawn_and_the_legend_counts_them() -> None:
    root = drawn()
    groups = [each.get("class") for each in root.iter(f"{SVG}g")]
    assert groups.count("node") == NODES
    assert groups.count("link") == LINKS
    denied = [each for each in links_of() if each.proposition.standing.status is Status.DENIED_ONLY]
    assert f"Denied only: denied, and nobody asserts it ({len(denied)})" in words(root)


def test_a_denied_link_is_told_by_dashes_and_a_mark_not_by_colour_alone() -> None:
    links = [each for each in drawn().iter(f"{SVG}g") if each.get("class") == "link"]
    lines = {line.get("class"): line for link in links for line in link.iter(f"{SVG}path")}
    assert lines["line-denied-only"].get("stroke-dasharray") == "14 5 2 5"
    assert lines["line-undisputed"].get("stroke-dasharray") is None
    assert "fill-denied-only" in lines


def test_the_heading_the_perspective_the_filter_and_the_build_stand_in_the_picture() -> None:
    framing = Framing("What surrounds the raid", "b-7", "22 November 2026", RAID)
    graph = contested_graph().narrowed(Filter(lacking=("Weapon",)))
    for held, telling in (
        (contested_graph(), "Every claim counts."),
        (graph, "leaving out the class weapon"),
    ):
        snapshot = take_snapshot(held, held.neighbourhood([RAID]), framing)
        root = ElementTree.fromstring("".join(write_svg(snapshot)))
        text = " ".join(words(root))
        for part in ("What surrounds the raid", telling, "Made on 22 November 2026", "from the build b-7"):
            assert part in text


def test_hostile_text_stays_text_and_the_file_asks_for_nothing() -> None:
    text = export(contested_graph(), "svg").content.decode()
    root = ElementTree.fromstring(text)
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags == {"svg", "title", "desc", "rect", "g", "path", "text"}
    names = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]
    assert any(allowed(HOSTILE).split("\n")[0][:20] in (each.text or "") for each in root.iter(f"{SVG}title"))


@pytest.mark.parametrize("label", [LONG, TURNED, "]]></text>", "\x00\x08", "名前" * 40])
def test_no_label_breaks_the_file_or_leaves_its_frame(label: str) -> None:
    view = contested_graph().neighbourhood([RAID])
    snapshot = take_snapshot(contested_graph(), view, Framing(label))
    renamed = tuple(replace(node, label=label) for node in snapshot.drawing.nodes)
    snapshot = replace(snapshot, drawing=replace(snapshot.drawing, nodes=renamed))
    text = "".join(write_svg(snapshot))
    root = ElementTree.fromstring(text)
    assert "\u202e" not in text
    width = float(root.get("width", "0"))
    for each in root.findall(f"{SVG}text"):
        assert (
            float(each.get("x", "0")) + text_width(each.text or "", float(each.get("font-size", "0"))) < width
        )
    assert width < 3000


def test_the_dark_drawing_takes_the_dark_colours() -> None:
    light, dark = (ElementTree.tostring(drawn(dark=each)).decode() for each in (False, True))
    assert "#7B2D8B" in light and "#D79BE6" not in light
    assert "#D79BE6" in dark and "#7B2D8B" not in dark


def test_a_large_graph_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.export import pictured
    from graph.settings import Limits

    monkeypatch.setattr(pictured, "LIMITS", Limits(view_max_nodes=5))
    root = drawn()
    assert [each.get("class") for each in root.iter(f"{SVG}g")].count("node") == 5
    assert f"The drawing shows the 5 most linked of {NODES} entities." in " ".join(words(root))


def test_a_drawing_of_a_large_graph_reads_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = export(contested_graph(), "svg").content

    def refused(*_: object) -> None:
        raise AssertionError("a drawing shows no claims, and a large graph has hundreds of thousands")

    for name in ("claims", "some_claims"):
        monkeypatch.setattr(Reading, name, refused)
    assert export(contested_graph(), "svg").content == whole


def test_parallel_links_take_ways_of_their_own() -> None:
    source, target = ({"id": name, "x": x, "y": 0.0, "size": 10} for name, x in (("a", 0.0), ("b", 300.0)))
    smooth = ({"enabled": True, "type": kind, "roundness": 0.22} for kind in ("curvedCW", "curvedCCW"))
    one, other = (between(source, target, each).at(0.5) for each in smooth)
    straight = between(source, target, {"enabled": False}).at(0.5)
    assert straight == pytest.approx((150.0, 0.0))
    assert one[1] == pytest.approx(-other[1])
    assert abs(one[1]) > 20


def test_a_line_ends_at_the_rim_of_its_node() -> None:
    source, target = ({"id": name, "x": x, "y": 0.0, "size": 10} for name, x in (("a", 0.0), ("b", 300.0)))
    curve = between(source, target, {"enabled": False})
    x, y = curve.at(curve.outside((300.0, 0.0), 13, 1.0))
    assert 13 <= hypot(x - 300.0, y) < 25


def test_a_link_of_an_entity_with_itself_is_a_loop_beside_it() -> None:
    node = {"id": "a", "x": 5.0, "y": 5.0, "size": 10}
    assert between(node, node, {}).at(0.5)[1] < -10


def test_a_glyph_is_drawn_in_its_node() -> None:
    payload = vis_payload(contested_graph().neighbourhood([RAID]))
    payload["glyphs"] = {"burst": "M0 0H16V16H0Z"}
    payload["nodes"][0]["glyph"] = "burst"
    assert "".join(Drawing(payload).elements()).count('d="M0 0H16V16H0Z"') == 1


@given(st.text(), st.integers(30, 400))
def test_lines_hold_all_words_and_fit(text: str, room: int) -> None:
    rows = list(rows_of(text, 12, room))
    assert re.sub(r"\s|[\u202a-\u202e\u2066-\u2069]", "", text) == re.sub(r"\s", "", "".join(rows))
    assert all(text_width(row, 12) <= room for row in rows)


def test_a_word_of_any_length_is_broken_without_measuring_it_again_and_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured = []

    def counting(text: str, size: float) -> float:
        measured.append(len(text))
        return text_width(text, size)

    monkeypatch.setattr("graph.export.svg.text_width", counting)
    word = "x" * 5_000
    assert "".join(rows_of(word, 12, 200)) == word
    assert sum(measured) < 3 * len(word)


def test_the_same_view_gives_the_same_bytes() -> None:
    assert export(contested_graph(), "svg").content == export(contested_graph(), "svg").content


def test_the_denied_link_says_so_to_who_points_at_it() -> None:
    edge = next(link for link in links_of() if link.proposition.iri == DENIED_LINK)
    titles = [each.text or "" for each in drawn().iter(f"{SVG}title")]
    assert any(edge.proposition.predicate.label in title and "denied" in title for title in titles)
