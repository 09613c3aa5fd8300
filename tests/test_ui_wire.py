"""What of a drawing travels: everything once, then what differs; the browser ends with the same picture."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.ui.wire import Sent, first, following, known
from graph.visualization import Payload

START = "https://w3id.org/armsgraph/id/actor/"


class Reader:
    """An independent reading of the messages, as the browser reads them."""

    def __init__(self) -> None:
        self.version = ""
        self.tables: dict[str, list[Any]] = {}
        self.ids: dict[str, dict[int, str]] = {"nodes": {}, "edges": {}}
        self.rows: dict[str, dict[int, Payload]] = {"nodes": {}, "edges": {}}
        self.rest: Payload = {}

    def read(self, message: Payload) -> None:
        if message["version"] == self.version:
            return
        assert message.get("base", "") == self.version, "lost"
        self.version = message["version"]
        for name, more in message.get("tables", {}).items():
            self.tables.setdefault(name, []).extend(more)
        for part in ("nodes", "edges"):
            for number in message.get("gone", {}).get(part, []):
                del self.rows[part][number]
            for row in message.get(part, []):
                self.rows[part][row["n"]] = row
                if "id" in row:
                    self.ids[part][row["n"]] = self._id(part, row)
        self.rest |= message.get("rest", {})
        for name in message.get("dropped", []):
            del self.rest[name]

    def _id(self, part: str, row: Payload) -> str:
        start, *rest = row["id"]
        if part == "nodes":
            return str(self.tables["starts"][start] + rest[0])
        around, between = rest
        name = self.tables["words"][between]
        first_end, last_end = (self.ids["nodes"][number].rpartition("/")[2] for number in row["e"][:2])
        return str(self.tables["starts"][start] + (f"{first_end}{name}{last_end}" if around else name))

    def payload(self) -> Payload:
        nodes = [self._node(row) for row in self.rows["nodes"].values()]
        return {**self.rest, **self._rest(), "nodes": nodes, "edges": [*map(self._edge, self._rows("edges"))]}

    def _rows(self, part: str) -> list[Payload]:
        return list(self.rows[part].values())

    def _rest(self) -> Payload:
        rest: Payload = {}
        if "glyphs" in self.rest:
            rest["glyphs"] = dict(self.tables["glyphs"][number] for number in self.rest["glyphs"])
        if "legend" in self.rest:
            rest["legend"] = {name: [*map(self._entry, rows)] for name, rows in self.rest["legend"].items()}
        return rest

    def _entry(self, row: list[Any]) -> Payload:
        number, count, *kinds = row
        counted = {} if count is None else {"count": count}
        within = {"kinds": [*map(self._entry, kinds[0])]} if kinds else {}
        return {**self.tables["entries"][number], **counted, **within}

    def _node(self, row: Payload) -> Payload:
        kind, look = row["look"]
        own = {name: value for name, value in row.items() if name not in {"n", "id", "look"}}
        node = (
            {"id": self.ids["nodes"][row["n"]]}
            | self.tables["kinds"][kind]
            | self.tables["looks"][look]
            | own
        )
        label = node.get("label", "").replace("\n", " ")
        if node.pop("named", False):
            node.setdefault("name", label)
        if "about" in node:
            node["title"] = node.get("name", label) + node.pop("about")
        return node

    def _edge(self, row: Payload) -> Payload:
        first_end, last_end, line, bend, *said = row["e"]
        caption, relation, more = (self.tables["words"][number] for number in said)
        title = None if relation is None else relation if more is None else f"{relation}\n{more}"
        words = {"caption": caption, "title": title, "smooth": self.tables["bends"][bend]}
        return {
            "id": self.ids["edges"][row["n"]],
            **self.tables["lines"][line],
            **{name: value for name, value in words.items() if value is not None},
            "from": self.ids["nodes"][first_end],
            "to": self.ids["nodes"][last_end],
        }


def in_order(payload: Payload) -> Payload:
    return {
        name: sorted(value, key=lambda item: item["id"]) if name in {"nodes", "edges"} else value
        for name, value in payload.items()
    }


names = st.sampled_from(["kestrel", "grey column", "evening wire", "مجموعة", "<b>\nx"])


@st.composite
def payloads(draw: Any) -> Payload:
    """Payloads over few ids, so that two of them share some, differ in some and lack some."""
    nodes = [_node(draw, number) for number in sorted(draw(st.sets(st.integers(0, 7), max_size=6)))]
    ends = [node["id"] for node in nodes]
    edges = [_edge(draw, number, ends) for number in sorted(draw(st.sets(st.integers(0, 5)))) if ends]
    rest = draw(st.dictionaries(st.sampled_from(["shown", "captions"]), st.integers(0, 3)))
    counts = draw(st.lists(st.integers(0, 3), max_size=2))
    legend = {
        "statuses": [{"label": "uncounted"}],
        "classes": [{"label": f"class {n}", "count": n, "kinds": [{"count": n}]} for n in counts],
    }
    used = {name: f"M0 0H{name}" for name in draw(st.sets(st.sampled_from("123")))}
    return {"nodes": nodes, "edges": edges, "legend": legend, "glyphs": used, **rest}


def _node(draw: Any, number: int) -> Payload:
    name = draw(names)
    label = draw(st.sampled_from([name, name.replace(" ", "\n"), "cut…"]))
    node = {"id": f"{START}{number}", "label": label, "kind": draw(st.sampled_from(["Actor", "Weapon"]))}
    spoken = {"name": name, "title": draw(st.sampled_from([f"{name}\nActor", "something else"]))}
    more = draw(st.sampled_from([{}, {"more": 3}, {"at": [5, 6]}]))
    return {**node, **draw(st.sampled_from([spoken, {}, {"name": name}])), **more}


def _edge(draw: Any, number: int, ends: list[str]) -> Payload:
    said = {
        "caption": draw(names),
        "title": draw(names),
        **draw(st.sampled_from([{}, {"smooth": {"roundness": 1}}])),
    }
    start, end = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
    iri = (
        f"{START}{start.rpartition('/')[2]}--{number}--{end.rpartition('/')[2]}"
        if number % 2
        else f"literal {number}"
    )
    dashes = draw(st.sampled_from([False, [2, 5]]))
    return {"id": iri, "from": start, "to": end, "dashes": dashes, **said}


@given(st.lists(payloads(), min_size=1, max_size=5))
def test_what_differs_put_on_what_was_there_gives_the_new_picture(asked: list[Payload]) -> None:
    reader, sent = Reader(), None
    for payload in asked:
        sent = following(sent, payload) if sent else first(payload)
        reader.read(json.loads(json.dumps(sent.message)))
        reader.read(sent.message)
        assert in_order(reader.payload()) == in_order(payload)


def picture(nodes: int, links: int = 0) -> Payload:
    return {
        "nodes": [
            {"id": f"{START}{n}", "label": f"Actor {n}", "name": f"Actor {n}", "title": f"Actor {n}\nPerson"}
            | {"shape": "dot", "fill": "#0072B2", "x": n, "y": -n, "size": 11}
            for n in range(nodes)
        ],
        "edges": [
            {"id": f"{START}link-{n}", "from": f"{START}{n % 5}", "to": f"{START}0", "caption": "supplied"}
            | {"title": f"Supplied\nSaid by {n % 7}", "arrows": {"to": {"enabled": True}}, "width": 2}
            for n in range(links)
        ],
        "options": {"physics": False},
    }


def size(sent: Sent) -> int:
    return len(json.dumps(sent.message))


def test_an_unchanged_picture_is_the_very_same_message_again() -> None:
    sent = first(picture(40, 80))
    assert following(sent, picture(40, 80)) is sent
    assert known(sent).message == {"version": sent.version}
    assert following(known(sent), picture(40, 80)).message == {"version": sent.version}


def test_a_layout_computed_anew_moves_no_node_that_was_sent() -> None:
    one, moved = picture(5), picture(5)
    for node in moved["nodes"]:
        node["x"] += 100
    sent = first(one)
    assert following(sent, moved) is sent


def test_a_place_given_by_hand_is_sent_and_taken_back() -> None:
    one, pinned = picture(5), picture(5)
    pinned["nodes"][2]["at"] = [70, 80]
    sent = first(one)
    then = following(sent, pinned)
    assert [row["at"] for row in then.message["nodes"]] == [[70, 80]]
    assert "id" not in then.message["nodes"][0], "it is known by its number"
    assert "at" not in following(then, one).message["nodes"][0]


def test_twenty_five_neighbours_with_their_links_are_less_than_20_kb() -> None:
    sent = first(picture(300, 700))
    grown = following(sent, picture(325, 800))
    assert len(grown.message["nodes"]) == 25
    assert "options" not in grown.message.get("rest", {})
    assert size(grown) < 14_000
    assert size(sent) < 0.5 * len(json.dumps(picture(300, 700)))
