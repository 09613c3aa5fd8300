"""The Import page in a browser: from a file to claims, and the import taken away again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.ingest import build
from graph.layout import CURRENT
from resting import expect

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parent.parent / "samples"
TABLE = """When;Town;Attacker;Dead;Reported by
24.08.2024;Millford;<b>Eastland</b>;3;Morning Post
25.08.2024;Millford;Westland;many;Hill Radio
"""


def test_a_table_is_tried_imported_and_taken_away_without_a_page_going_dark(
    serve: Callable[[Path], str], watched: Callable[..., Any], tmp_path: Path
) -> None:
    store, table = tmp_path / "store", tmp_path / "losses.csv"
    build([SAMPLES / "raid.ttl"], store)
    before = (store / CURRENT).read_text()
    table.write_text(TABLE, encoding="utf-8")
    page = watched(f"{serve(store)}/import")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(table)
    expect(page.get_by_text("5 columns, parted by a semicolon")).to_be_visible()
    expect(page.get_by_text("Morning Post counts killed: 3")).to_be_visible()
    expect(page.locator(".ag-rows td", has_text="<b>Eastland</b>")).to_be_visible()
    go = page.get_by_role("button", name="Import", exact=True)
    expect(go).to_be_disabled()

    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.get_by_text("All rows of losses.csv were tried in")).to_be_visible(timeout=120_000)
    expect(page.locator(".ag-faults tbody tr")).to_contain_text(["'many' is no number"])
    assert (store / CURRENT).read_text() == before, "a dry run writes nothing"
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the rejected rows").click()
    rejected = Path(taken.value.path()).read_text(encoding="utf-8")
    assert "25.08.2024,Millford,Westland,many" in rejected
    assert taken.value.suggested_filename == "losses-rejected.csv"

    expect(go).to_be_enabled()
    go.click()
    expect(page.get_by_text("Imported losses.csv in")).to_be_visible(timeout=120_000)
    mended = tmp_path / taken.value.suggested_filename
    mended.write_text(rejected.replace("many", "5"), encoding="utf-8")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(mended)
    expect(page.get_by_text("losses-rejected.csv").first).to_be_visible()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.get_by_text("All rows of losses-rejected.csv were tried in")).to_be_visible(timeout=120_000)
    go.click()
    expect(page.get_by_text("Imported losses-rejected.csv in")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("2 rows make")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Remove it", exact=True).click()
    expect(page.get_by_text("The import losses was taken away")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("There are none yet.")).to_be_visible()
