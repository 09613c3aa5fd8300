"""`armsgraph path`: what must be passed, and paths as text with citations."""

from __future__ import annotations

import pytest

from commandline import SAMPLE, answer_of, refusal_of
from graph.cli import main
from graph.ingest import build


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("paths") / "store"
    build([SAMPLE], directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory))
        yield directory


def passed(found) -> list[list[str]]:
    return [
        [path["hops"][0]["from"]["label"], *(hop["to"]["label"] for hop in path["hops"])]
        for path in found["paths"]
    ]


def test_every_path_passes_what_it_must(capsys):
    code, found = answer_of(capsys, "path", "GC", "Northland", "--through", "Kestrel", "--include-denied")
    assert code == 0
    assert found["paths"]
    assert all("Kestrel armoured car" in names for names in passed(found))
    _, both = answer_of(
        capsys, "path", "GC", "Northland", "--through", "Northland Defence Office", "--through", "Kestrel",
        "--include-denied",
    )  # fmt: skip
    assert passed(both) == [
        [
            "Grey Column", "Raid on Southfield", "Kestrel armoured car",
            "Alleged transfer of Kestrels to the Grey Column", "Northland Defence Office", "Northland",
        ]
    ]  # fmt: skip


def test_where_no_path_passes_it_that_is_said(capsys):
    code, found = answer_of(capsys, "path", "GC", "Kestrel", "--through", "Southfield", "--max-hops", "4")
    assert (code, found["paths"]) == (1, [])
    assert found["opens"] == ["Not demanding to pass Southfield opens a path of 2 hops."]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--through", "nobody at all"], "nobody at all"),
        (["--through", "Northland"], "Northland is an end of the path"),
        (["--through", "Kestrel", "--avoid", "Kestrel"], "is to be passed and to be avoided"),
        (["--cite", "--json"], "give one of the two"),
    ],
)
def test_what_cannot_be_passed_or_printed_is_refused(arguments, said, capsys):
    code, message = refusal_of(capsys, "path", "GC", "Northland", *arguments)
    assert code == 2
    assert said in message


def test_paths_are_printed_as_text_with_citations(capsys):
    assert main(["path", "GC", "Northland", "-k", "1", "--through", "Kestrel", "--cite"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "Grey Column to Northland: 1 path",
        "The graph as told by everybody.",
        "Every path passes Kestrel armoured car.",
    ]
    assert (
        "   - Raid on Southfield was carried out with Kestrel armoured car "
        "(unconfirmed: 1 unnamed source asserts it; asserted by [2]; left open by [3])."
    ) in lines
    assert lines[lines.index("Claims") + 2] == (
        "[2] Unnamed officials (Daily Post), on behalf of Northland: asserted with reserve. Unnamed "
        "officials think that Kestrels were used. Said 2023-05 (inferred). Daily Post, “Armoured cars seen "
        "in Southfield”, 2023-05-25, line 3. https://daily-post.example/1"
    )
