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
from typing import Annotated

import typer

from benchmarks.notebooks.opened import PATIENCE, chromium, opened, served
from benchmarks.written import machine, say

TITLE = "What each plan costs"
SETTLES = 0.5  # seconds
AIM = 300  # milliseconds


def sliders(
    moves: Annotated[int, typer.Option(min=1, help="How many times a slider is moved.")] = 20,
    picture: Annotated[Path | None, typer.Option(help="Where to keep how the page looks in the end.")] = None,
) -> None:
    """Move the sliders one after the other by the arrow key, and wait each time until the chart is another one."""
    if chromium() is None:
        say("There is no Chromium here: install one, or name it in RONDA_CHROMIUM.")
        sys.exit(2)
    with served("tune_weights") as address, opened(address, TITLE) as page:
        say("The week is planned; moving sliders ...")
        time.sleep(4 * SETTLES)
        thumbs = page.locator("[role=slider]")
        took: list[float] = []
        for move in range(moves):
            thumbs.nth(move % thumbs.count()).focus()
            page.evaluate("title => watch(title)", TITLE)
            page.keyboard.press("ArrowRight")
            page.wait_for_function("window.took !== null", timeout=PATIENCE)
            took.append(page.evaluate("window.took"))
            time.sleep(SETTLES)
        if picture is not None:
            page.screenshot(path=picture)
    took.sort()
    p90 = took[ceil(0.9 * len(took)) - 1]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{len(took)} moves of a slider until the chart is drawn anew, milliseconds:")
    print(f"median {median(took):.0f}, p90 {p90:.0f}, least {took[0]:.0f}, most {took[-1]:.0f} (aim: {AIM})")
    print(f"{machine()}, {os.cpu_count()} cores, load {load}, {Path(chromium() or '').name}")


if __name__ == "__main__":
    typer.run(sliders)
