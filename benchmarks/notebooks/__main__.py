"""How long after a move of a slider the charts of tune_weights are drawn anew, in a real Chromium on the demo week.

python -m benchmarks.notebooks
python -m benchmarks.notebooks --moves 5 --picture page.png
"""

import os
import sys
import time
from math import ceil
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.notebooks.opened import PATIENCE, chromium, opened, served
from benchmarks.written import machine, say

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

COSTS, PLACES = "What each plan costs", "Where the plans stand"
SETTLES = 0.5  # seconds
AIM = 300  # milliseconds


def sliders(
    moves: Annotated[int, typer.Option(min=1, help="How many times a slider is moved.")] = 20,
    picture: Annotated[Path | None, typer.Option(help="Where to keep how the page looks in the end.")] = None,
) -> None:
    """Move the sliders one after the other by the arrow key, and wait each time until the chart is another one; then
    the first of them from end to end, so that another plan is chosen, and wait until its ring has moved too."""
    if chromium() is None:
        say("There is no Chromium here: install one, or name it in RONDA_CHROMIUM.")
        sys.exit(2)
    with served("tune_weights") as address, opened(address, PLACES) as page:
        say("The week is planned; moving sliders ...")
        time.sleep(4 * SETTLES)
        thumbs = page.locator("[role=slider]")
        small = [_took(page, thumbs.nth(move % thumbs.count()), "ArrowRight", COSTS) for move in range(moves)]
        large = [_took(page, thumbs.first, ("End", "Home")[move % 2], PLACES) for move in range(moves)]
        if picture is not None:
            page.screenshot(path=picture, full_page=True)
    print("milliseconds from a move of a slider until")
    print(_told("what each plan costs is drawn anew", small))
    print(_told("the ring is at another plan, where another is chosen", large))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{machine()}, {os.cpu_count()} cores, load {load}, {Path(chromium() or '').name}; aim: {AIM}")


def _took(page: "Page", thumb: "Locator", key: str, title: str) -> float:
    """From a key on a slider until the chart with these words says something else."""
    thumb.focus()
    page.evaluate("title => watch(title)", title)
    page.keyboard.press(key)
    page.wait_for_function("window.took !== null", timeout=PATIENCE)
    took = page.evaluate("window.took")
    time.sleep(SETTLES)
    return took


def _told(what: str, took: list[float]) -> str:
    took = sorted(took)
    p90 = took[ceil(0.9 * len(took)) - 1]
    return f"{what}: median {median(took):.0f}, p90 {p90:.0f}, least {took[0]:.0f}, most {took[-1]:.0f} ({len(took)})"


if __name__ == "__main__":
    typer.run(sliders)
