"""A real browser on the real service: what every walk through the hub's pages shares."""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, sync_playwright

from api.access.principal import Role
from api.jobs.running import Runner
from api.routes.hub.visitor import COOKIE
from tests.api.answering.weeks import week
from tests.api.service.parts import World

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
WIDTHS = (320, 768, 1280)
SCREENSHOTS = os.environ.get("RONDA_SCREENSHOTS")
"""The folder that keeps pictures of all pages; none are kept where it is not given."""

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
"""What axe-core looks for: WCAG 2.2 AA, and what is good practice beside it."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path: install it to walk the pages")


@dataclass
class Hub:
    """A running service. address: without a slash at its end; plan: the one that is published; draft: another, in which
    nobody makes the visit `hole`; cookies: the secret of a session of each role; more: what else paths may name."""

    address: str
    world: World
    plan: str
    draft: str
    hole: str
    cookies: dict[Role, str]
    more: dict[str, str] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return self.address + self.path(path)

    def path(self, path: str) -> str:
        """A path with what it names put in."""
        names = {"plan": self.plan, "draft": self.draft, "hole": self.hole, **self.more}
        if self.hole:
            day = (week().date_of(week().visit[self.hole]) - week().start).days
            names["day"] = str(day)
        for name, value in names.items():
            path = path.replace(f"{{{name}}}", value)
        return path

    def work(self) -> None:
        """Do what was accepted, as a worker would."""
        runner = Runner(self.world.store, "test/1", threading.Event())
        queue: Any = self.world.service.jobs
        while queue.dispatched:
            job = queue.dispatched.pop(0)
            runner.run(job.coop, job.id)


@dataclass
class Visit:
    """Somebody's browser. beyond: what it asked of anybody but the service; bytes: what it got, as it came over the
    wire, by address; broken: what its scripts complained of."""

    hub: Hub
    context: BrowserContext
    page: Page
    beyond: list[str] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def open(self, path: str, status: int = 200) -> Page:
        answer = self.page.goto(self.hub.url(path))
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def send(self, button: str, fill: Iterable[tuple[str, str]], status: int = 200) -> Page:
        """Fill fields of a form on the page by their names, press a button, and see what comes. Only the service judges
        what is filled in."""
        pressed = self.page.locator("main").get_by_role("button", name=button).first
        form = pressed.locator("xpath=ancestor::form")
        for name, told in fill:
            value, field = self.hub.path(told), form.locator(f"[name='{name}']")
            if field.evaluate("one => one.matches('select')"):
                field.select_option(value)
            else:
                field.fill(value)
        with self.page.expect_navigation() as come:
            pressed.click()
        assert come.value is not None
        assert come.value.status == status, f"{button}: {come.value.status}"
        return self.page

    def as_role(self, role: Role) -> "Visit":
        """Be signed in from now on."""
        self.context.add_cookies([{"name": COOKIE, "value": self.hub.cookies[role], "url": self.hub.address}])
        return self

    def tab_to(self, wanted: Locator, most: int = 150) -> Locator:
        """Go on with the tabulator until something has the focus, which must be seen there."""
        goal = wanted.first
        goal.wait_for(state="attached")
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if goal.evaluate("one => one === document.activeElement"):
                style = goal.evaluate("one => getComputedStyle(one).outlineStyle")
                assert style != "none", "the focus is not seen"
                return goal
        raise AssertionError(f"the tabulator does not come to {wanted}")

    def press(self, wanted: Locator) -> None:
        """Choose a link or button with the keyboard alone."""
        self.tab_to(wanted)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def barriers(self) -> list[str]:
        """What axe-core finds on the page as it stands."""
        found = Axe().run(self.page, options=RULES)
        return [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found.response["violations"]
            for node in one["nodes"]
        ]

    def keep_picture(self, name: str) -> None:
        if SCREENSHOTS:
            Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(SCREENSHOTS) / f"{re.sub(r'[^a-z0-9-]+', '-', name)}.png", full_page=True)

    def too_wide(self) -> list[str]:
        """What stands out beyond the page's width and cannot be reached by scrolling within itself."""
        return self.page.evaluate(
            """() => {
                const wide = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= wide) return [];
                return [...document.querySelectorAll("body *")]
                    .filter(one => one.getBoundingClientRect().right > wide + 1)
                    .map(one => one.tagName + "." + one.className).slice(0, 10);
            }"""
        )


@contextmanager
def browser() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    with sync_playwright() as tools:
        started = tools.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield started
        finally:
            started.close()


@contextmanager
def visiting(browser: Browser, hub: Hub, width: int = 1280, **more: object) -> Iterator[Visit]:
    """Somebody with a browser of their own. more: as Playwright's new_context takes it."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="en-GB", **more)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page = context.new_page()
    visit = Visit(hub, context, page)
    ours = urlsplit(hub.address).netloc

    def seen(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != ours:
            visit.beyond.append(request.url)

    context.on("request", seen)
    page.on("pageerror", lambda error: visit.broken.append(str(error)))
    page.on("console", lambda told: visit.broken.append(told.text) if told.type == "error" else None)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    urls: dict[str, str] = {}
    wire.on("Network.responseReceived", lambda told: urls.update({told["requestId"]: told["response"]["url"]}))

    def counted(told: dict) -> None:
        url = urls.get(told["requestId"], "?")
        visit.bytes[url] = visit.bytes.get(url, 0) + int(told["encodedDataLength"])

    wire.on("Network.loadingFinished", counted)
    try:
        yield visit
    finally:
        context.close()


@contextmanager
def listening(world: World) -> Iterator[str]:
    """The app on a free port, in a thread of this process; its address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        config = uvicorn.Config(world.app, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)
