"""What the app says stands in one place: every text is there, every one is used, none is left in code."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ui.words import say, texts

UI = Path(__file__).parent.parent / "graph" / "ui"
TEXT = UI / "text" / "en"
FILES = sorted(UI.glob("*.py"))
READS_LIKE_WORDS = re.compile(r"[A-Za-z]{2,}[,.:;?!']? [a-z]{2,}|^[A-Z][a-z]{2,}( |$|\.)")
LETTERS = re.compile("[A-Za-z]{2}")
NOT_SAID = re.compile(r"\bag-|^(clamp|repeat|min|max|translate|rotate|inherit|polygon|data:|M\d)|[{};]")
"""What looks like words and is a length or a style."""
FOR_MACHINES = {
    "Entity": "a class of the ontology",
    "Place": "a class of the ontology",
    "State": "the name of a type variable",
    "all asserts": "the name of a part of a card that can be unfolded",
    "all denies": "the same",
    "open all ": "where a click goes",
    "open group ": "where a click goes",
    "Incident": "a class of the ontology",
    "armsgraph build": "a command that is typed",
    "noopener noreferrer nofollow": "what a link tells a browser",
    "unnamed sources": "the name of a choice in addresses and saved views",
}
"""What reads like words, and why nobody reads it as such."""
NAMED = {"choose": 0, "choose_several": 0, "entity_box": 2, "outside_link": 0, "side": 0, "title": 1}
"""Functions that draw words, and which of their arguments these are."""
UNREAD = {"cache_data", "cache_resource", "code", "html"}
"""What Streamlit is given that is no words."""


def said(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text in code that is no docstring, no annotation and no part of an error."""
    unsaid = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            unsaid |= {id(part) for part in ast.walk(node)}
        annotation = getattr(node, "annotation", None) or getattr(node, "returns", None)
        if annotation is not None:
            unsaid |= {id(part) for part in ast.walk(annotation)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unsaid:
            yield node


def drawn(tree: ast.AST) -> Iterator[ast.expr]:
    """Every argument that is drawn as it is: labels of widgets, what stands in elements, headings."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "st":
            yield from node.args[:1] if node.func.attr not in UNREAD else ()
            yield from (word.value for word in node.keywords if word.arg in {"help", "placeholder"})
        elif getattr(node.func, "id", "") == "element":
            yield from node.args[1:]
        elif (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in NAMED:
            yield from node.args[NAMED[name] : NAMED[name] + 1]


def outside_calls(node: ast.AST) -> Iterator[ast.AST]:
    """Every part of an expression that is itself its value, and not given to a function."""
    if isinstance(node, ast.IfExp):
        yield from outside_calls(node.body)
        yield from outside_calls(node.orelse)
    elif not isinstance(node, ast.Call | ast.Subscript | ast.Compare):
        yield node
        for part in ast.iter_child_nodes(node):
            yield from outside_calls(part)


def keys_called(tree: ast.AST) -> Iterator[str]:
    """Every key that `say` is called with, as a pattern: a part that is filled in matches anything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "texts"} and node.args:
            yield from patterns(node.args[0], prefix=node.func.id == "texts")


def patterns(key: ast.expr, *, prefix: bool) -> Iterator[str]:
    if isinstance(key, ast.Constant):
        yield re.escape(key.value) + (r"\..*" if prefix else "")
    elif isinstance(key, ast.JoinedStr):
        yield "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in key.values
        )
    elif isinstance(key, ast.IfExp):
        yield from patterns(key.body, prefix=prefix)
        yield from patterns(key.orelse, prefix=prefix)


def catalogue() -> dict[str, str | dict[str, str]]:
    return {
        f"{file.stem}.{name}": text
        for file in sorted(TEXT.glob("*.toml"))
        for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def called() -> set[str]:
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in FILES)
    return {key for tree in trees for key in keys_called(tree)}


def test_every_text_that_is_called_for_is_there() -> None:
    known = set(catalogue())
    missing = {key for key in called() if not any(re.fullmatch(key, one) for one in known)}
    assert missing == set()


def test_every_text_is_used() -> None:
    wanted = re.compile("|".join(f"(?:{key})" for key in sorted(called())))
    named = {node.value for file in FILES for node in said(ast.parse(file.read_text(encoding="utf-8")))}
    unused = {key for key in catalogue() if not wanted.fullmatch(key) and key not in named}
    assert unused == set()


def test_a_text_that_counts_has_a_form_for_one_and_one_for_more() -> None:
    counting = {key: text for key, text in catalogue().items() if isinstance(text, dict)}
    assert {key for key, text in counting.items() if set(text) != {"one", "other"}} == set()
    for forms in counting.values():
        places = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in forms.values()
        ]
        assert places[0] | {"n"} == places[1] | {"n"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_words_for_people_are_left_in_code(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left = [
        (node.lineno, node.value)
        for node in said(tree)
        if READS_LIKE_WORDS.search(node.value)
        and not NOT_SAID.search(node.value)
        and node.value not in FOR_MACHINES
    ]
    assert left == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_drawn_with_a_word_from_code(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left = [
        (node.lineno, node.value)
        for part in drawn(tree)
        for node in outside_calls(part)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and LETTERS.search(node.value)
    ]
    assert left == []


def test_what_is_allowed_for_machines_is_still_there() -> None:
    there = {node.value for file in FILES for node in said(ast.parse(file.read_text(encoding="utf-8")))}
    assert set(FOR_MACHINES) - there == set()


def test_values_are_put_where_the_text_has_room_for_them() -> None:
    assert say("words.claims", n=1) == "1 claim"
    assert say("words.claims", n=1200) == "1,200 claims"
    with pytest.raises(KeyError):
        say("words.nothing-of-the-kind")


def test_texts_for_the_browser_are_those_of_one_file() -> None:
    assert set(texts("drawing")) <= set(tomllib.loads((TEXT / "drawing.toml").read_text(encoding="utf-8")))
