"""tune_weights as somebody before the screen uses it, in a real Chromium, on a small week of one's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.notebooks.opened import PATIENCE, chromium, opened, served
from datasets.eixample import generate
from engine.data import canonical

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test installs it")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        chromium() is None, reason="there is no Chromium here: install one, or name it in RONDA_CHROMIUM"
    ),
]

COSTS, PLACES, ROUNDS = "What each plan costs", "Where the plans stand", "Map of the rounds"


@pytest.fixture(scope="module")
def asked() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, asked: list[str]) -> Iterator[Any]:
    path: Path = tmp_path_factory.mktemp("own") / "week.json"
    canonical.write_problem(generate(clients=10, carers=4, days=3, seed=3), path)
    with served("tune_weights", "--problem", str(path)) as address, opened(address, ROUNDS, asked) as page:
        page.wait_for_function("title => chart(title) !== null", arg=COSTS, timeout=PATIENCE)
        yield page


def test_a_slider_changes_the_charts(page: Any) -> None:
    for key in ("End", "Home"):
        before = page.evaluate("title => chart(title)", COSTS)
        page.locator("[role=slider]").first.focus()
        page.keyboard.press(key)
        page.wait_for_function("([title, before]) => ![null, before].includes(chart(title))", arg=[COSTS, before])
        chosen = (
            page.locator("svg text").filter(has_text="Under these weights").text_content().split("“")[1].split("”")[0]
        )
        names = page.locator("svg").filter(has_text=PLACES).locator("text[font-weight='700']")
        assert names.all_text_contents() == [chosen]


def test_a_click_on_a_plan_shows_its_rounds(page: Any) -> None:
    def heads() -> list[str]:
        return page.locator("h2").all_inner_texts()

    assert any("today's weights" in head for head in heads())
    before = page.evaluate("title => chart(title)", ROUNDS)
    box = page.locator("svg").filter(has_text=PLACES).locator("circle", has_text="short ways").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("([title, before]) => ![null, before].includes(chart(title))", arg=[ROUNDS, before])
    page.wait_for_function(
        "() => [...document.querySelectorAll('h2')].some((one) => one.innerText.includes('short ways'))"
    )


def test_it_asks_nobody_else(page: Any, asked: list[str]) -> None:
    assert asked
    assert [
        url for url in asked if not url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:"))
    ] == []
