"""The questions that the graph is for have the answers that the articles give."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import KnowledgeGraph
from graph.resources import shipped

FOLDER = shipped("ontology") / "competency"
QUESTIONS = sorted(FOLDER.glob("*.rq"))
ANSWERS = sorted(path for path in FOLDER.iterdir() if path.suffix in {".csv", ".nt"})
FEWEST_QUESTIONS = 30

Row = tuple[str, ...]


def table(path: Path) -> tuple[Row, list[Row]]:
    """Return the header and the rows of an expected answer."""
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = (tuple(row) for row in csv.reader(lines))
    return header, rows


def plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    """Return a term as the expected answers write it; an unbound variable is an empty cell."""
    return "" if term is None else term.value


def is_ordered(query: str) -> bool:
    return "ORDER BY" in query


def compare_rows(solutions: ox.QuerySolutions, path: Path, *, ordered: bool) -> None:
    header, expected = table(path)
    assert tuple(variable.value for variable in solutions.variables) == header
    found = [tuple(plain(solution[name]) for name in header) for solution in solutions]
    assert Counter(found) == Counter(expected)
    if ordered:
        assert found == expected


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_has_the_answer_that_the_articles_give(path: Path, shipped_graph: KnowledgeGraph) -> None:
    query = path.read_text(encoding="utf-8")
    result = shipped_graph.store.query(query)
    if isinstance(result, ox.QueryTriples):
        expected = ox.parse(path.with_suffix(".nt").read_bytes(), format=ox.RdfFormat.N_TRIPLES)
        assert {str(triple) for triple in result} == {str(quad.triple) for quad in expected}
    elif isinstance(result, ox.QueryBoolean):
        assert table(path.with_suffix(".csv")) == (("answer",), [(str(bool(result)).lower(),)])
    else:
        compare_rows(result, path.with_suffix(".csv"), ordered=is_ordered(query))


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_says_in_two_lines_what_it_asks_and_how(path: Path) -> None:
    question, how, *rest = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# [A-Z].*\?", question)
    assert re.fullmatch(r"# [A-Z].*\.", how)
    assert not any(line.startswith("#") for line in rest)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_table_has_the_same_order_every_time(path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    assert is_ordered(query) or not re.search(r"^SELECT", query, re.MULTILINE)


def test_every_question_has_one_answer_and_every_answer_its_question() -> None:
    assert [path.stem for path in QUESTIONS] == [path.stem for path in ANSWERS]
    assert len(QUESTIONS) >= FEWEST_QUESTIONS


def test_the_questions_are_numbered_without_gaps_and_are_all_in_the_readme() -> None:
    assert [int(path.stem[:2]) for path in QUESTIONS] == list(range(1, len(QUESTIONS) + 1))
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (.*) \| \[(.*)\]\(\2\.rq\) \|$", readme, re.MULTILINE)
    assert listed == [(path.read_text(encoding="utf-8").splitlines()[0][2:], path.stem) for path in QUESTIONS]


def test_the_questions_use_every_form_of_query() -> None:
    forms = Counter(
        re.search(r"^(SELECT|ASK|CONSTRUCT)", path.read_text(encoding="utf-8"), re.MULTILINE)[1]
        for path in QUESTIONS
    )
    assert forms["CONSTRUCT"] >= 2
    assert forms["ASK"] >= 2
    assert forms["SELECT"] > forms["ASK"] + forms["CONSTRUCT"]
