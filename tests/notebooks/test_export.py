"""Pages of notebooks: words and charts are in them, controls are not, and nothing is loaded."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import marimo as mo
import pytest

from benchmarks.notebooks.opened import chromium
from notebooks import BY_NAME, NOTEBOOKS
from notebooks.export.__main__ import export
from notebooks.export.page import Words, index, page
from tests.notebooks.running import ran

REPORT = BY_NAME["fairness"]
CHART = alt.Chart(alt.Data(values=[{"a": "</script><b>", "b": 2}])).mark_bar().encode(x="b:Q", y="a:N")


class Loads(HTMLParser):
    """What a page asks for by its elements, scripts and styles left aside."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, value or "") for name, value in attrs if name in ("src", "href", "srcset", "data")]


def loads(text: str) -> list[tuple[str, str]]:
    found = Loads()
    found.feed(text)
    return found.found


def specs(text: str) -> list[Any]:
    return [json.loads(one) for one in re.findall(r'<script type="application/json">(.*?)</script>', text, re.S)]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda one: one.name)
def test_a_page_holds_all_charts_and_loads_nothing(notebook: Any) -> None:
    shown, _ = ran(notebook.name)
    charts = [one for one in shown if isinstance(one, alt.TopLevelMixin) or hasattr(one, "_chart")]
    text = page(notebook, shown)
    assert loads(text) == []
    assert len(specs(text)) == len(charts) >= 1
    assert "default-src 'none'" in text
    assert f">{notebook.question}</h1>" in text
    assert "<marimo-" not in text


def test_data_cannot_end_the_script_that_it_stands_in() -> None:
    (spec,) = specs(page(REPORT, [CHART]))
    held = spec["data"].get("values") or spec["datasets"][spec["data"]["name"]]
    assert held == [{"a": "</script><b>", "b": 2}]


def test_controls_are_left_out_and_told_of_once() -> None:
    slider = mo.ui.slider(0, 10, label="a slider")
    text = page(REPORT, [mo.vstack([mo.md("## A title"), slider]), slider, mo.md("then words")])
    assert text.count("ronda notebook fairness") == 1
    assert "A title" in text
    assert "then words" in text
    assert "a slider" not in text


def test_a_page_without_charts_needs_no_scripts() -> None:
    assert "<script" not in page(REPORT, [mo.md("only words"), None])


def test_words_keep_what_is_written_in_html() -> None:
    told = Words()
    told.feed("<p>a &amp; b<br>&#233;</p><marimo-x><b>gone</b><br></marimo-x><i>c</i>")
    assert "".join(told.kept) == "<p>a &amp; b<br>&#233;</p><i>c</i>"
    assert told.controls


def test_the_index_leads_to_every_page() -> None:
    assert [where for _, where in loads(index(NOTEBOOKS))] == [f"{one.name}.html" for one in NOTEBOOKS]


def test_the_command_writes_the_pages_that_were_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(["benchmark_report"], short=True, out=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["benchmark_report.html", "index.html"]
    assert "benchmark_report.html" in capsys.readouterr().out


@pytest.mark.skipif(chromium() is None, reason="there is no Chromium here: install one, or name it in RONDA_CHROMIUM")
def test_a_browser_draws_a_page_from_a_file_and_asks_nobody(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    (tmp_path / "page.html").write_text(page(BY_NAME["benchmark_report"], ran("benchmark_report")[0]), "utf-8")
    asked: list[str] = []
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((tmp_path / "page.html").as_uri())
        tab.wait_for_function(
            "document.querySelectorAll('svg.marks').length === document.querySelectorAll('figure').length"
        )
        drawn = tab.evaluate("document.querySelectorAll('svg.marks').length")
        browser.close()
    assert drawn >= 4
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [(tmp_path / "page.html").as_uri()]
