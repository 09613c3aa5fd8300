"""The Export page and the Share box where a page for browsers would hold more than a browser opens."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from commandline import SAMPLE
from graph.export import FORMATS
from graph.ingest import build
from graph.knowledge.reading import Reading
from graph.ui.opening import Opened
from graph.ui.session import ExportState
from opening import opened_at

SENTENCE = "A page for browsers holds up to 2 of each: with more, no browser opens it in useful time."


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    location = tmp_path_factory.mktemp("export-page") / "store"
    build([SAMPLE], location)
    return opened_at(location)


def export_page_of(opened: Opened, state: ExportState) -> AppTest:
    def page() -> None:
        import streamlit as st

        from graph.ui.export import EXPORT, export_page
        from graph.ui.memory import remember

        remember(EXPORT, st.session_state["asked"])
        export_page(st.session_state["opened"])

    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["opened"], app.session_state["asked"] = opened, state
    app.run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [str(one.proto.label).partition(" (")[0] for one in app.get("download_button")]


@pytest.mark.parametrize("scope", ["everything", "view"])
def test_a_page_too_large_for_browsers_is_not_offered_and_the_page_says_why(
    scope: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = export_page_of(opened, ExportState(scope, "html"))
    assert labels(offered) == ["Download as html"]
    assert not offered.warning
    monkeypatch.setitem(FORMATS, "html", replace(FORMATS["html"], most=2))
    if scope == "everything":
        monkeypatch.setattr(Reading, "some_claims", lambda *_: pytest.fail("claims are read"))
    refused = export_page_of(opened, ExportState(scope, "html"))
    [warning] = refused.warning
    assert SENTENCE in warning.value
    assert re.search(r"would hold \d+ entities and 1\d claims", warning.value)
    assert not labels(refused)
    assert labels(export_page_of(opened, ExportState(scope, "svg"))) == ["Download as svg"]


def test_the_share_box_offers_the_drawing_where_the_page_would_be_too_large(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def box() -> None:
        import streamlit as st

        from graph.ui.session import ExploreState
        from graph.ui.share import files

        opened = st.session_state["opened"]
        files(opened, ExploreState(), opened.graph.default_view())

    app = AppTest.from_function(box, default_timeout=60)
    app.session_state["opened"] = opened
    drawing, page = "Download the drawing as SVG", "Download one page for any browser"
    assert labels(app.run()) == [page, drawing]
    monkeypatch.setitem(FORMATS, "html", replace(FORMATS["html"], most=2))
    assert labels(app.run()) == [drawing]
    assert not app.exception
    assert SENTENCE in app.warning[0].value
