"""A notebook as its users see it: served by `ronda notebook`, opened in a real Chromium."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

RONDA = (sys.executable, "-c", "from api.cli import main; main()")
ROOT = Path(__file__).parents[2]
PATIENCE = 300_000  # milliseconds; planning the week may wait for a busy machine

CHARTS = """() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap(
        (one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]
    );
    const drawn = (root, title) => all(root).find(
        (one) => one.matches("svg.marks") && one.textContent.includes(title)
    );
    const around = (one) => {  // the cell that shows it: charts are put there anew, cells stay
        while (one && !(one instanceof Element && one.matches("[id^=output-]"))) one = one.parentNode ?? one.host;
        return one ?? document;
    };
    window.chart = (title) => drawn(document, title)?.innerHTML ?? null;
    window.watch = (title) => {
        const before = drawn(document, title);
        const [cell, drawing] = [around(before), before.innerHTML];
        window.took = null;
        addEventListener("keydown", () => {
            const pressed = performance.now();
            const look = () => {
                const now = drawn(cell, title);
                if (now && now.innerHTML !== drawing) window.took = performance.now() - pressed;
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        }, {once: true, capture: true});
    };
}"""
"""In the page: `chart` is how a chart with some words in it is drawn now; after `watch`, `took` says how long after the
next key it was drawn otherwise. To look costs little, for only one cell is looked through."""


def chromium() -> str | None:
    """Where a Chromium is: what RONDA_CHROMIUM names, else one that this machine has."""
    named = os.environ.get("RONDA_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def served(name: str, *options: str) -> Iterator[str]:
    """The address of a notebook that is served, with its token; it ends afterwards."""
    command = (*RONDA, "notebook", name, "--headless", *options)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    assert run.stdout is not None
    try:
        said: list[str] = []
        for line in run.stdout:
            said.append(line)
            found = re.search(r"http://\S+", line)
            if found is not None:
                break
        else:
            raise RuntimeError(f"the notebook does not start: {''.join(said)}")
        yield found.group()
    finally:
        run.send_signal(signal.SIGINT)
        try:
            run.wait(10)
        except subprocess.TimeoutExpired:
            run.kill()
        run.stdout.close()


@contextmanager
def opened(
    address: str, title: str, asked: list[str] | None = None, size: Sequence[int] = (1360, 1500)
) -> Iterator["Page"]:
    """A page, as soon as a chart with these words in it is drawn. asked: collects what the page asks for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": size[0], "height": size[1]})
            page.on("request", lambda request: None if asked is None else asked.append(request.url))
            page.goto(address)
            page.evaluate(CHARTS)
            page.wait_for_function("title => chart(title) !== null", arg=title, timeout=PATIENCE)
            yield page
        finally:
            browser.close()
