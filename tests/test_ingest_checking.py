from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DataError, Problem
from graph.ingest import build_in_memory, validate_files
from graph.namespaces import ID

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"


def changed(folder: Path, *changes: tuple[str, str], name: str = "changed.ttl") -> Path:
    """Write the sample with each first text replaced by the second; each must occur."""
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def line_of(path: Path, beginning: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(beginning))


def violations(*paths: Path) -> list[Problem]:
    return [problem for problem in validate_files(paths) if problem.severity == "violation"]


WITHOUT_CLAIMANT = (
    "<id/proposition/raid-occurred> ; ag:claimant <id/actor/daily-post> ;",
    "<id/proposition/raid-occurred> ;",
)
WITHOUT_DOCUMENT = (
    "ag:Hedged ; ag:modality ag:Fact ;\n    ag:document <id/document/post-1> ;",
    "ag:Hedged ; ag:modality ag:Fact ;\n   ",
)
OUTSIDE = ("oa:start 500 ; oa:end 509", "oa:start 1500 ; oa:end 1509")
UNKNOWN_RELATION = ("rdf:predicate ag:madeIn", "rdf:predicate ag:bakedIn")


def test_the_sample_breaks_no_rule():
    assert violations(SAMPLE) == []


@pytest.mark.parametrize(
    ("change", "subject", "rule", "words"),
    [
        (WITHOUT_CLAIMANT, "claim/post-1/1a", "ClaimShape", "claimant"),
        (WITHOUT_DOCUMENT, "claim/post-1/3a", "ClaimShape", "document"),
        (OUTSIDE, "claim/post-1/6a", "position-inside-document", "1509"),
        (UNKNOWN_RELATION, "proposition/kestrel-made-in-northland", "relation-is-declared", "ag:bakedIn"),
    ],
)
def test_a_broken_rule_names_file_line_focus_node_and_rule(tmp_path, change, subject, rule, words):
    path = changed(tmp_path, change)
    found = [problem for problem in violations(path) if problem.rule == rule]
    assert [problem.focus for problem in found] == [ID + subject]
    assert (found[0].file, found[0].line) == (str(path), line_of(path, f"<id/{subject}>"))
    message = str(found[0])
    assert message.startswith(f"{path}:{found[0].line}: id:{subject}: ")
    assert message.endswith(f"[{rule}]")
    assert words in message


def test_two_problems_in_one_file_are_both_seen(tmp_path):
    path = changed(tmp_path, WITHOUT_CLAIMANT, UNKNOWN_RELATION)
    with pytest.raises(DataError) as raised:
        build_in_memory([path])
    assert {problem.focus for problem in raised.value.violations} == {
        ID + "claim/post-1/1a",
        ID + "proposition/kestrel-made-in-northland",
    }
    assert len(str(raised.value).splitlines()) == len(raised.value.violations) >= 2


def test_files_are_judged_together_and_each_problem_is_put_in_its_file(tmp_path):
    text = SAMPLE.read_text(encoding="utf-8")
    head, claims = text.split("<id/claim/post-1/1a> a ag:Claim", 1)
    prefixes = "".join(line for line in head.splitlines(True) if line.startswith("@"))
    first, second = tmp_path / "entities.ttl", tmp_path / "claims.ttl"
    first.write_text(head, encoding="utf-8")
    second.write_text(f"{prefixes}<id/claim/post-1/1a> a ag:Claim{claims}", encoding="utf-8")
    assert violations(first, second) == []
    broken = second.read_text(encoding="utf-8").replace(*WITHOUT_CLAIMANT)
    second.write_text(broken, encoding="utf-8")
    [problem] = violations(first, second)
    assert (problem.file, problem.line) == (str(second), line_of(second, "<id/claim/post-1/1a>"))


def test_labels_that_look_like_markup_are_only_labels(tmp_path):
    label = "<script>alert('x')</script> \\\"quoted\\\" 🦊 كتيبة"
    path = changed(tmp_path, ('"Grey Column"@en', f'"{label}"@en'))
    store = build_in_memory([path])
    query = "SELECT ?entity ?label WHERE { ?entity skos:prefLabel ?label }"
    [(_, shown)] = store.select(query, entity=ID + "actor/grey-column")
    assert shown.value == "<script>alert('x')</script> \"quoted\" 🦊 كتيبة"


def test_nothing_is_taken_of_data_that_breaks_a_rule(tmp_path):
    with pytest.raises(DataError):
        build_in_memory([SAMPLE, changed(tmp_path, UNKNOWN_RELATION)])


def test_an_ill_typed_value_is_told_by_its_rule_and_by_no_traceback(tmp_path, caplog):
    path = changed(tmp_path, ("ag:line 4 ", 'ag:line "four"^^xsd:integer '))
    assert [problem.rule for problem in violations(path)] == ["ClaimShape"]
    assert caplog.records == []
