"""A graph of any size that breaks no rule of the model, invented: to measure loads that are judged with.

``conflict_graph.py`` is as skewed as news is, but says what no rule lets pass, such as a weapon that spoke.
Here attacks have a perpetrator, a weapon and victims, each said by one claim or two, with position, date,
anchor and gloss, in documents of 60 claims. As a program it writes the graph:
``python benchmarks/conforming_graph.py TRIPLES FILE.nt``.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from graph.namespaces import AG, DCTERMS, ID, OA, RDF, SCHEMA, SKOS, XSD

TRIPLES_AN_ATTACK = 104.8
CLAIMS_A_DOCUMENT, DOCUMENTS_AN_OUTLET, ATTACKS_AN_ACTOR, ATTACKS_A_WEAPON = 60, 20, 12, 50
CLAIMS_AN_ATTACK, CLAIMS_A_RELAY = 5, 10
CATEGORY = f"<{ID}category/aircraft>"
KINDS = ("State", "ArmedGroup", "Company", "Person")
Fact = tuple[str, str, str]


def lines(triples: int) -> Iterator[str]:
    """Yield about so many triples as lines of N-Triples."""
    attacks = max(60, round(triples / TRIPLES_AN_ATTACK))
    for number in range(attacks):
        yield from map(" ".join, _attack(number, attacks))
    for number in range(0, attacks, ATTACKS_AN_ACTOR):
        yield from map(" ".join, _entity(f"actor/{number}", KINDS[number // ATTACKS_AN_ACTOR % len(KINDS)]))
    for number in range(0, attacks, ATTACKS_A_WEAPON):
        yield from map(" ".join, _weapon(number))
    yield from map(" ".join, _documents(attacks * CLAIMS_AN_ATTACK // CLAIMS_A_DOCUMENT + 1))


def _attack(number: int, attacks: int) -> Iterator[Fact]:
    me = f"incident/{number}"
    yield from _entity(me, "Attack")
    actor = number // ATTACKS_AN_ACTOR * ATTACKS_AN_ACTOR
    other = (number * 7 + ATTACKS_AN_ACTOR) % attacks // ATTACKS_AN_ACTOR * ATTACKS_AN_ACTOR
    contents = {
        "perpetrator": _id(f"actor/{actor}"),
        "weaponUsed": _id(f"weapon/{number // ATTACKS_A_WEAPON * ATTACKS_A_WEAPON}"),
        "occurred": f'"true"^^<{XSD}boolean>',
        "killed": _integer(number % 40),
    }
    for place, (relation, target) in enumerate(contents.items()):
        yield from _proposition(f"{number}-{relation}", me, relation, target)
        yield from _claim(number * CLAIMS_AN_ATTACK + place, f"{number}-{relation}", f"actor/{other}")
    yield from _claim(number * CLAIMS_AN_ATTACK + 4, f"{number}-killed", f"actor/{actor}", "Denies")


def _claim(number: int, proposition: str, claimant: str, stance: str = "Asserts") -> Iterator[Fact]:
    me, anchor, start = f"claim/{number}", f"words of claim {number}", number * 31 % 4_000
    said = {
        "proposition": _id(f"proposition/{proposition}"),
        "claimant": _id(claimant),
        "document": _id(f"document/{number // CLAIMS_A_DOCUMENT}"),
        "stance": _term(stance),
        "certainty": _term("Hedged" if number % 7 == 0 else "Certain"),
        "modality": _term("Fact"),
        "line": _integer(1 + number % 40),
        "anchor": f'"{anchor}"',
        "position": _id(f"{me}#position"),
        "madeOn": f'"{_day(number)}"^^<{XSD}date>',
        "madeOnPrecision": _term("Day"),
        "madeOnBasis": _term("Inferred"),
        "gloss": f'"What is said in claim {number}, in other words."@en',
    }
    if number % CLAIMS_A_RELAY == CLAIMS_A_RELAY - 1:
        said["relayedFrom"] = _id(f"claim/{number - 1}")
    yield _typed(me, "Claim")
    yield from ((_id(me), _term(name), f"{target} .") for name, target in said.items())
    yield _id(f"{me}#position"), f"<{RDF}type>", f"<{OA}TextPositionSelector> ."
    yield _id(f"{me}#position"), f"<{OA}start>", f"{_integer(start)} ."
    yield _id(f"{me}#position"), f"<{OA}end>", f"{_integer(start + len(anchor))} ."


def _proposition(name: str, subject: str, relation: str, target: str) -> Iterator[Fact]:
    me = f"proposition/{name}"
    yield _typed(me, "Proposition")
    yield _id(me), f"<{RDF}subject>", f"{_id(subject)} ."
    yield _id(me), f"<{RDF}predicate>", f"{_term(relation)} ."
    yield _id(me), f"<{RDF}object>", f"{target} ."


def _weapon(number: int) -> Iterator[Fact]:
    yield from _entity(f"weapon/{number}", "Weapon")
    yield from _proposition(f"weapon-{number}", f"weapon/{number}", "category", CATEGORY)
    said = {"proposition": _id(f"proposition/weapon-{number}"), "claimant": _id("outlet/0")}
    said |= {"document": _id("document/0"), "stance": _term("Asserts"), "certainty": _term("Certain")}
    said |= {"modality": _term("Fact"), "gloss": '"What a book says of a weapon."@en'}
    yield _typed(f"claim/weapon-{number}", "ReferenceClaim")
    yield from ((_id(f"claim/weapon-{number}"), _term(name), f"{target} .") for name, target in said.items())


def _documents(count: int) -> Iterator[Fact]:
    for number in range(0, count, DOCUMENTS_AN_OUTLET):
        yield from _entity(f"outlet/{number}", "MediaOutlet")
    for number in range(count):
        me = f"document/{number}"
        yield _typed(me, "Document")
        yield _id(me), f"<{DCTERMS}title>", f'"Report number {number}"@en .'
        yield _id(me), f"<{SCHEMA}url>", f'"https://news.example/{number}"^^<{XSD}anyURI> .'
        said = {
            "outlet": _id(f"outlet/{number // DOCUMENTS_AN_OUTLET * DOCUMENTS_AN_OUTLET}"),
            "published": f'"{_day(number)}"^^<{XSD}date>',
            "publishedPrecision": _term("Day"),
            "publishedBasis": _term("Stated"),
            "digest": f'"sha256:{hashlib.sha256(me.encode()).hexdigest()}"',
            "characterCount": _integer(5_000 + number % 5_000),
            "lineCount": _integer(40 + number % 30),
        }
        yield from ((_id(me), _term(name), f"{target} .") for name, target in said.items())


def _entity(name: str, kind: str) -> Iterator[Fact]:
    yield _typed(name, kind)
    yield _id(name), f"<{SKOS}prefLabel>", f'"{kind} {name}"@en .'


def _typed(name: str, kind: str) -> Fact:
    return _id(name), f"<{RDF}type>", f"{_term(kind)} ."


def _id(name: str) -> str:
    return f"<{ID}{name}>"


def _term(name: str) -> str:
    return f"<{AG}{name}>"


def _integer(number: int) -> str:
    return f'"{number}"^^<{XSD}integer>'


def _day(number: int) -> str:
    return f"{2022 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"


def write(triples: int, path: Path) -> None:
    """Write about so many triples to `path`."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(triples))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
