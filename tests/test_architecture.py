"""The house stands: imports go down only, and each foreign library is met where the README says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph"
LONGEST_FILE_LINES = 300

FLOORS: tuple[tuple[str, ...], ...] = (
    ("namespaces", "settings", "errors", "resources", "files", "compiled", "progress", "ports"),
    ("model", "layout", "builds", "store", "labels"),
    (
        "dates",
        "identity",
        "origins",
        "standing",
        "lexicon",
        "conflicts",
        "triples",
        "columns",
        "wordings",
        "query_parsing",
        "query_guard",
        "update_guard",
        "sparql",
        "workers",
        "validation",
        "tables",
        "mapping",
        "matching",
    ),
    (
        "claims",
        "naming",
        "search",
        "articles",
        "coverage",
        "joining",
        "adjacency",
        "returning",
        "ingest",
        "importing",
    ),
    ("asking", "perspective", "telling", "selecting", "saved", "dataset", "filters", "network", "frontiers"),
    (
        "sentences",
        "pathfinding",
        "openings",
        "quoting",
        "views",
        "neighbours",
        "cards",
        "locations",
        "contradictions",
        "tallies",
        "analytics",
        "citations",
        "consequences",
        "comparison",
        "timeline",
        "chronology",
        "matrix",
        "explanations",
        "answers",
        "records",
        "captions",
        "glyphs",
        "presentation",
        "spacing",
        "arrangement",
        "strands",
        "legend",
        "visualization",
    ),
    ("knowledge", "inquiries", "export"),
    ("server", "assistants", "ui", "cli"),
)
"""From the ground up. A room may use the floors below it and the rooms before it on its own floor."""

HOMES = {
    "streamlit": {"ui", "cli"},
    "pyvis": {"visualization"},
    "oxrdflib": {"store"},
    "urllib3": {"store"},
    "pyshacl": {"validation"},
    "networkx": {"adjacency", "network", "pathfinding", "openings", "contradictions", "consequences"},
    "numpy": {
        "validation",
        "triples",
        "columns",
        "adjacency",
        "ingest",
        "claims",
        "filters",
        "selecting",
        "dataset",
        "network",
        "contradictions",
        "knowledge",
        "telling",
        "pathfinding",
        "consequences",
        "comparison",
        "arrangement",
        "spacing",
        "wordings",
        "export",
        "tallies",
        "analytics",
    },
    "pyoxigraph": {
        "store",
        "triples",
        "mapping",
        "update_guard",
        "sparql",
        "workers",
        "validation",
        "dataset",
        "ingest",
        "returning",
        "export",
        "wordings",
        "server",
        "tables",
    },
    "numba": {"compiled"},
    "sqlite3": {"labels", "search"},
    "charset_normalizer": {"tables"},
    "pyparsing": {"query_parsing"},
    "rapidfuzz": {"search", "joining"},
    "rich": {"cli"},
    "jinja2": {"server"},
    "starlette": {"server"},
    "uvicorn": {"server", "assistants"},
    "mcp": {"assistants"},
    "werkzeug": {"server"},
}
"""Where each library may be met; `cli` meets streamlit only to start the app."""


def files() -> Iterator[Path]:
    return (path for path in PACKAGE.rglob("*.py") if "bundled" not in path.parts)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> tuple[tuple[int, str], ...]:
    """Every module that a file imports, also inside functions and for types only."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            if node.module == "graph":
                yield from ((node.lineno, f"graph.{alias.name}") for alias in node.names)


def height(name: str) -> tuple[int, int]:
    return next((i, floor.index(name)) for i, floor in enumerate(FLOORS) if name in floor)


def test_every_room_has_its_floor_and_every_floor_its_rooms() -> None:
    rooms = {room(path) for path in files()} - {"__init__", "__main__"}
    assert rooms == {name for floor in FLOORS for name in floor}


def climbs() -> list[str]:
    found = []
    for path in files():
        if room(path) in {"__init__", "__main__"}:
            continue
        for line, module in imported(path):
            parts = module.split(".")
            if parts[0] != "graph" or len(parts) < 2 or parts[1] == room(path) or parts[1][0].isupper():
                continue
            if parts[1] != "__version__" and height(parts[1]) > height(room(path)):
                found.append(f"{path.relative_to(ROOT)}:{line} {room(path)} imports {parts[1]}")
    return found


def test_a_room_imports_only_what_lies_below_it() -> None:
    assert climbs() == []


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_is_met_only_where_it_belongs(library: str) -> None:
    meeting = {
        room(path) for path in files() if any(name.split(".")[0] == library for _, name in imported(path))
    }
    assert meeting, f"nobody uses {library} any more: take it out of the dependencies"
    assert meeting <= HOMES[library]


def test_the_readme_names_every_room() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)(?:\.py|/)?`", table))
    assert {name for floor in FLOORS for name in floor} - named == set()


def test_no_file_outgrows_one_concept() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files()
    }
    assert {name: count for name, count in lengths.items() if count > LONGEST_FILE_LINES} == {}


def strings_of(path: Path) -> Iterator[ast.Constant]:
    """Every text in a file that is neither a docstring nor help for people."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explaining = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explaining:
            yield node


def test_no_query_is_written_in_code() -> None:
    query = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE|WHERE)\b[^{]*\{")
    explained = {
        "graph/cli/commands.py",
        "graph/cli/bulk_commands.py",
    }  # its examples are what a person types
    found = {
        str(path.relative_to(ROOT))
        for path in files()
        for text in strings_of(path)
        if query.search(text.value)
    }
    assert found - explained == set()
