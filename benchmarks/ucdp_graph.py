"""A graph of real events, as large as asked: rows of the UCDP event dataset as claims of our model.

Run it as ``python benchmarks/ucdp_graph.py [DATASET]`` to see how long a build and a drawing take for 300,
1,000 and 2,000 events, or as ``python benchmarks/ucdp_graph.py DATASET ROWS FILE.ttl`` to write the Turtle
that ``armsgraph build FILE.ttl`` takes. It serves measuring only: the importer for people who want the
dataset in their graph is another program, and nothing of the dataset is kept here.

Offices report that an event took place, who was in it, where and when; the dataset's makers say how many
were killed and where a place lies. Only headlines are known of the reports, so that all are reference claims.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph.namespaces import BASE, PREFIXES

DATASET = Path(__file__).resolve().parents[2] / "shared" / "datasets" / "ucdp"
SIZES = (300, 1_000, 2_000)
DRAWN_NODES = 2_000
UCDP, GED = "id/actor/ucdp", "id/document/ucdp-ged"
REPORT = re.compile(r'"([^",]*),(\d{4}-\d\d-\d\d),(.*?)"(?=;"|$)')
HEAD = "\n".join([f"@base <{BASE}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())])
STATE_BASED, ONE_SIDED = 1, 3
EXACT_PLACE, NEAR_PLACE = 1, 2
"""Values of ``where_prec``; beyond, only the province is known."""
EXACT_DAY, SOME_DAYS, WEEK, MONTH = 1, 2, 3, 4
"""Values of ``date_prec``; beyond, only the year is known."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, and in which document."""

    speaker: str
    document: str


def rows_of(folder: Path) -> Iterator[Row]:
    """Yield the events in the tables of `folder`, in their order."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            yield from csv.DictReader(table)


class Turtle:
    """Statements of our model, each node and each content once."""

    def __init__(self) -> None:
        self.lines = [HEAD]
        self._known: set[str] = set()
        self._claims = 0

    def node(self, iri: str, kind: str, label: str) -> str:
        """Write an entity once and return its IRI."""
        if self.first(iri):
            self.lines.append(f"<{iri}> a ag:{kind} ; skos:prefLabel {text(label)} .")
        return iri

    def document(self, iri: str, title: str, outlet: str, published: str) -> str:
        """Write a document once and return its IRI."""
        if self.first(iri):
            self.lines.append(
                f"<{iri}> a ag:Document ; dcterms:title {text(title)} ; ag:outlet <{outlet}> ;"
                f' ag:published "{published}"^^xsd:{"date" if "-" in published else "gYear"} ;'
                f" ag:publishedPrecision ag:{'Day' if '-' in published else 'Year'} ;"
                " ag:publishedBasis ag:Stated ."
            )
        return iri

    def said(
        self, voice: Voice, content: tuple[str, str, str], gloss: str, certainty: str = "Certain"
    ) -> None:
        """Write that `voice` says subject, relation, object."""
        subject, relation, target = content
        proposition = f"id/proposition/ucdp-{digest(*content)}"
        if self.first(proposition):
            self.lines.append(
                f"<{proposition}> a ag:Proposition ; rdf:subject <{subject}> ; rdf:predicate ag:{relation} ;"
                f" rdf:object {target} ."
            )
        if self.first(f"{voice} {proposition}"):
            self._claims += 1
            self.lines.append(
                f"<id/claim/ucdp/{self._claims}> a ag:ReferenceClaim ; ag:proposition <{proposition}> ;"
                f" ag:claimant <{voice.speaker}> ; ag:document <{voice.document}> ; ag:stance ag:Asserts ;"
                f" ag:certainty ag:{certainty} ; ag:modality ag:Fact ; ag:gloss {text(gloss)} ."
            )

    def first(self, name: str) -> bool:
        """Return whether `name` comes up for the first time."""
        fresh = name not in self._known
        self._known.add(name)
        return fresh


def turtle(rows: Iterator[Row]) -> str:
    """Return the events as Turtle."""
    written = Turtle()
    written.node(UCDP, "Organization", "Uppsala Conflict Data Program")
    written.document(GED, "UCDP Georeferenced Event Dataset", UCDP, "2020")
    for row in rows:
        _event(written, row)
    return "\n".join(written.lines) + "\n"


def _event(written: Turtle, row: Row) -> None:
    kind = "Attack" if whole(row["type_of_violence"]) == ONE_SIDED else "Battle"
    where = _place(written, row)
    called = f"{kind} at {row['where_coordinates'] or row['adm_1'] or row['country']}, {row['date_start']}"
    incident = written.node(f"id/incident/ucdp-{whole(row['id'])}", kind, called)
    when, on = _date(row)
    for voice in _voices(written, row):
        written.said(voice, (incident, "occurred", "true"), "The report tells that the event took place.")
        written.said(
            voice, (incident, "location", f"<{where}>"), "The report tells where the event took place."
        )
        written.said(voice, (incident, on, when), "The report tells when the event took place.")
        for relation, side in _sides(written, row):
            written.said(voice, (incident, relation, f"<{side}>"), "The report names this side of the event.")
    low, best, high = (whole(row[name]) for name in ("low", "best", "high"))
    gloss = f"The dataset counts {best} killed, with {low} as its lowest and {high} as its highest figure."
    sure = "Certain" if low == best == high else "Hedged"
    written.said(Voice(UCDP, GED), (incident, "killed", str(best)), gloss, sure)


def _voices(written: Turtle, row: Row) -> list[Voice]:
    """Return the offices that report the event, each with its report; without one, the dataset itself."""
    found = []
    for office, published, headline in REPORT.findall(row["source_article"]):
        name = office.strip() or "Office without a name"
        speaker = written.node(f"id/actor/ucdp-office-{digest(name)}", "MediaOutlet", name)
        iri = f"id/document/ucdp-{digest(name, published, headline)}"
        title = " ".join(headline.split()) or f"Report of {published}"
        found.append(Voice(speaker, written.document(iri, title, speaker, published)))
    return found or [Voice(UCDP, GED)]


def _sides(written: Turtle, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the sides with their part in the event; civilians are no actor."""
    one_sided = whole(row["type_of_violence"]) == ONE_SIDED
    for name in ("side_a",) if one_sided else ("side_a", "side_b"):
        state = row[name].startswith("Government of ")
        iri = f"id/actor/ucdp-side-{whole(row[f'{name}_new_id'])}"
        written.node(iri, "State" if state else "ArmedGroup", row[name].removeprefix("Government of "))
        yield "perpetrator" if one_sided else "participant", iri


def _place(written: Turtle, row: Row) -> str:
    """Return the narrowest place that is known, within its province and country."""
    country = written.node(f"id/place/ucdp-{digest(row['country'])}", "Place", row["country"])
    wider = _within(written, row["adm_1"], country)
    if whole(row["where_prec"]) not in {EXACT_PLACE, NEAR_PLACE} or not row["where_coordinates"]:
        return wider
    place = _within(written, row["where_coordinates"], wider)
    if written.first(f"point of {place}"):
        point = f'"POINT({row["longitude"]} {row["latitude"]})"^^geo:wktLiteral'
        written.said(
            Voice(UCDP, GED), (place, "coordinates", point), "The dataset gives this point for the place."
        )
    return place


def _within(written: Turtle, name: str, wider: str) -> str:
    if not name:
        return wider
    iri = f"id/place/ucdp-{digest(name, wider)}"
    place = written.node(iri, "Place", name)
    gloss = "The dataset puts the place in this wider one."
    written.said(Voice(UCDP, GED), (place, "locatedIn", f"<{wider}>"), gloss)
    return place


def _date(row: Row) -> tuple[str, str]:
    """Return when the event took place, as exactly as known, and the relation that says so."""
    precision, start = whole(row["date_prec"]), row["date_start"][:10]
    if precision == EXACT_DAY:
        return f'"{start}"^^xsd:date', "occurredOn"
    if precision in {SOME_DAYS, WEEK}:
        return f'"{start}"^^xsd:date', "startedOn"
    if precision == MONTH:
        return f'"{start[:7]}"^^xsd:gYearMonth', "occurredOn"
    return f'"{start[:4]}"^^xsd:gYear', "occurredOn"


def whole(number: str) -> int:
    """Return a whole number that the tables write as a decimal one."""
    return int(float(number or 0))


def text(words: str) -> str:
    """Return `words` as an English literal in Turtle, whose escapes are those of JSON."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False) + "@en"


def digest(*parts: str) -> str:
    """Return a short name for `parts`, the same every time."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def measure(folder: Path) -> None:
    """Print what building and drawing the first events costs."""
    from graph import KnowledgeGraph
    from graph.ingest import build
    from graph.presentation import presentation_from
    from graph.visualization import vis_payload

    for size in SIZES:
        with tempfile.TemporaryDirectory() as place:
            data, store = Path(place) / "events.ttl", Path(place) / "store"
            data.write_text(turtle(islice(rows_of(folder), size)), encoding="utf-8")
            started, busy = time.perf_counter(), time.process_time()
            build([data], store)
            built, busy = time.perf_counter(), time.process_time() - busy
            graph = KnowledgeGraph.open(store)
            network = graph.network()
            read = time.perf_counter()
            view = graph.neighbourhood(list(network)[:DRAWN_NODES], hops=0, max_nodes=DRAWN_NODES)
            vis_payload(view, presentation_from(graph.store))
            drawn = time.perf_counter()
            print(
                f"{size:5,} events: {len(network):6,} entities, {network.number_of_edges():6,} links;"
                f" build {built - started:6.1f} s ({busy:.1f} s of work), read {read - built:5.1f} s,"
                f" payload of {len(view.nodes):,} nodes {drawn - read:5.2f} s"
            )


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else DATASET
    if not any(folder.glob("*.csv")):
        print(f"There are no tables of the UCDP dataset (*.csv) in {str(folder)!r}: nothing was measured.")
        return 0  # so that `make bench` goes on to what needs no dataset
    if len(arguments) == 3 and arguments[1].isdigit():
        Path(arguments[2]).write_text(turtle(islice(rows_of(folder), int(arguments[1]))), encoding="utf-8")
        return 0
    if len(arguments) > 1:
        print("Give the folder of the tables, or that folder, a number of rows and a Turtle file to write.")
        return 2
    measure(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
