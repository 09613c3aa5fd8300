"""What a large picture costs before it reaches the browser, against its peer: pyvis's own page of that graph.

Run it as ``python benchmarks/large_views.py [STORE]``. At each size the view, its places and its payload are
made, and in the same run pyvis writes its HTML of the same nodes and links, which computes no places at all;
the ratio is printed, with the share of labels that lie on another one. With a STORE the graph in it is
drawn as well, as far as it goes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from graph import KnowledgeGraph
from graph.model import Ref, Standing, Status
from graph.network import Network, View, ViewLink, ViewNode, build_network
from graph.presentation import Presentation, presentation_from
from graph.spacing import overlapping, rooms_of
from graph.views import view_of
from graph.visualization import Payload, box_of, vis_payload

SIZES = (24, 100, 300, 500, 2_000)
RUNS = 3
LINKS_A_NODE = 1.6
KINDS = (("Person", "Actor"), ("ArmedGroup", "Actor"), ("Attack", "Incident"), ("Place",), ("Weapon",))
WORDS = ("Raid", "on the", "Northern", "Column", "of", "May", "Southfield", "Office", "supply")


def invented(size: int) -> Network:
    """Return a network of so many nodes in which a few have most of the links, as in news."""
    rng = np.random.default_rng(size)
    names = [" ".join(rng.choice(WORDS, rng.integers(1, 6))) for _ in range(size)]
    nodes = [ViewNode(f"n{number:05}", name, KINDS[number % len(KINDS)]) for number, name in enumerate(names)]
    network = build_network(nodes, ())
    for number, (one, other) in enumerate(_ends(rng, size)):
        status = tuple(Status)[int(rng.choice(len(Status), p=[0.8, 0.1, 0.06, 0.04]))]
        network.add_edge(nodes[one].iri, nodes[other].iri, key=f"l{number}", **_link(status))
    return network


def _ends(rng: np.random.Generator, size: int) -> Iterator[tuple[int, int]]:
    """Yield the ends of each link: every node hangs on an earlier one, and the rest is drawn at random."""
    share = 1 / np.arange(1, size + 1) ** 0.8
    for number in range(1, size):
        yield int(rng.choice(number, p=share[:number] / share[:number].sum())), number
    more = round(size * (LINKS_A_NODE - 1))
    drawn = rng.choice(size, (more, 2), p=share / share.sum())
    yield from ((int(one), int(other)) for one, other in drawn if one != other)


def _link(status: Status) -> dict[str, object]:
    link = ViewLink("", "", "", Ref("r", "leads"), Standing(status, 1, 0), ())
    return {
        "predicate": link.predicate.iri,
        "predicate_label": link.predicate.label,
        "status": status.value,
        "origins": 1,
        "unknown_origins": 0,
        "claims": (),
    }


def seconds(action: Callable[[], object]) -> float:
    """Return the median time that `action` takes."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def crowded(payload: Payload) -> float:
    """Return the share of nodes whose room, label included, lies on another one."""
    rooms = rooms_of(map(box_of, payload["nodes"]))
    at = np.array([(node["x"], node["y"]) for node in payload["nodes"]])
    return overlapping(at + rooms.lift, rooms)


def peer(view: View) -> str:
    """Return pyvis's own page of the nodes and links of `view`."""
    from pyvis.network import Network as PyvisNetwork

    net = PyvisNetwork(directed=True, cdn_resources="in_line")
    for node in view.nodes:
        net.add_node(node.iri, label=node.label)
    for link in view.links:
        net.add_edge(link.source, link.target, title=link.predicate.label)
    return str(net.generate_html())


def compare(name: str, network: Network, size: int, looks: Presentation) -> None:
    """Print one line: our time, the peer's, their ratio, and how crowded the picture is."""
    shown = sorted(network)[:size]

    def ours() -> Payload:
        return vis_payload(view_of(network, shown), looks)

    view, payload = view_of(network, shown), ours()
    own, other = seconds(ours), seconds(lambda: peer(view))
    print(
        f"{name:8} {len(view.nodes):5,} nodes {len(view.links):5,} links: {own:6.3f} s,"
        f" pyvis {other:6.3f} s, ratio {own / other:5.2f}, labels on another {crowded(payload):6.1%}"
    )


def main(store: Path | None) -> None:
    for size in SIZES:
        compare("invented", invented(size), size, Presentation())
    if store is not None:
        graph = KnowledgeGraph.open(store)
        looks, network = presentation_from(graph.store), graph.network()
        for size in (*(one for one in SIZES if one < len(network)), len(network)):
            if size <= max(SIZES):
                compare("store", network, size, looks)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
