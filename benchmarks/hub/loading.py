"""A page as somebody gets it who opens it for the first time: what comes over the wire, and when it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.notebooks.opened import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATIENCE = 300_000  # milliseconds; the first question of all may compile the search

THERE = """() => {
    const [page] = performance.getEntriesByType("navigation");
    return {loaded: page.loadEventEnd, answered: page.responseEnd};
}"""
"""In the page: milliseconds from the click until all is there, styles and scripts too, and until its text is."""


@dataclass(frozen=True, slots=True)
class Load:
    """One time that a page was opened. status: with which it came; bytes: of all that came, as they came, heads and
    all; page: of its own text; loaded, answered: milliseconds."""

    status: int
    bytes: int
    page: int
    loaded: float
    answered: float


@contextmanager
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        try:
            yield started
        finally:
            started.close()


def load(browser: "Browser", address: str, cookies: list[Any], width: int = 1280) -> Load:
    """Open a page in a browser that has never been there. cookies: of whoever has signed in."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    try:
        context.add_cookies(cookies)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        came: dict[str, int] = {}
        kinds: dict[str, str] = {}
        wire.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
        wire.on("Network.loadingFinished", lambda told: came.update({told["requestId"]: told["encodedDataLength"]}))
        answer = page.goto(address, wait_until="load")
        if answer is None:
            raise RuntimeError(f"{address}: no answer")
        page.wait_for_load_state("networkidle")  # what a map fetches comes after it is there, and is counted too
        told = page.evaluate(THERE)
        own = sum(size for id, size in came.items() if kinds.get(id) == "Document")
        return Load(answer.status, int(sum(came.values())), int(own), told["loaded"], told["answered"])
    finally:
        context.close()
