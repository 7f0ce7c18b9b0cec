"""Carers, clients and members at their main tasks, in a real browser: by mouse, and again by keyboard alone."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from api.access.principal import Role
from datasets.eixample import generate
from engine.problem import Problem
from tests.api.service.parts import World, keep, key_of, served
from tests.hub.walking import WIDTHS, Hub, Visit, browser, needs_chromium, visiting
from tests.problems import random_plan

pytestmark = [needs_chromium, pytest.mark.slow]

MOST_TABS = 200


@cache
def given() -> Problem:
    """The made-up district from next Monday on, so that all of it is ahead."""
    today = datetime.now(UTC).date()
    return replace(generate(24, 14, seed=3), start=today + timedelta(days=7 - today.weekday()))


PLAN = random_plan(given(), Random(2))
CARER = max(
    (one.id for one in given().carers),
    key=lambda id: sum(given().shift[shift].carer == id for _, shift, _ in PLAN.visits()),
)
CLIENT = next(given().visit[visit].client for visit, shift, _ in PLAN.visits() if given().shift[shift].carer == CARER)
PERSON = {Role.CARER: CARER, Role.CLIENT: CLIENT}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served(requests_a_second=100_000, matches_a_second=100_000) as found:
        yield found


@pytest.fixture(scope="module")
def hub(world: World) -> Iterator[Hub]:
    """The service on a port of its own."""
    plan = keep(world.store, "sol", "week", given(), PLAN)
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = uvicorn.Server(uvicorn.Config(world.app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Hub(f"http://127.0.0.1:{listening.getsockname()[1]}", "", plan)
        server.should_exit = True
        thread.join(30)


@contextmanager
def signed_in(
    chromium: Browser, hub: Hub, world: World, role: Role, width: int = 1280, **more: object
) -> Iterator[Visit]:
    """Somebody who has signed in with a key, by the form."""
    with visiting(chromium, hub, width, **more) as visit:
        page = visit.open("/hub/sign-in")
        page.get_by_label("Your key").fill(key_of(world.store, "sol", role, person=PERSON.get(role)))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/hub")
        yield visit
        assert visit.beyond == []
        assert visit.broken == []


class Mouse:
    """Goes from page to page by clicking."""

    def press(self, page: Page, role: str, name: str | re.Pattern[str]) -> None:
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def write(self, page: Page, label: str, text: str) -> None:
        page.get_by_label(label).fill(text)


class Keyboard:
    """Goes from page to page by Tab and Enter alone; wherever it is, one sees it."""

    def press(self, page: Page, role: str, name: str | re.Pattern[str]) -> None:
        self._to(page, page.get_by_role(role, name=name).first)  # type: ignore[arg-type]
        page.keyboard.press("Enter")

    def write(self, page: Page, label: str, text: str) -> None:
        self._to(page, page.get_by_label(label))
        page.keyboard.type(text)

    def _to(self, page: Page, wanted) -> None:
        wanted.wait_for()
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                outline = wanted.evaluate("one => getComputedStyle(one).outlineStyle")
                assert outline != "none", "nobody sees where the focus is"
                return
        raise AssertionError("it is not reached by Tab")


WAYS = pytest.mark.parametrize("hand", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])


@WAYS
def test_a_carer_opens_the_week_asks_why_and_for_a_swap(chromium: Browser, hub: Hub, world: World, hand: Mouse):
    with signed_in(chromium, hub, world, Role.CARER, width=320) as visit:
        page = visit.page
        hand.press(page, "link", "My week")
        page.wait_for_url("**/hub/week")
        hand.press(page, "link", re.compile(r"Why me\?"))
        page.wait_for_url("**/hub/week/why?*")
        assert "is yours on" in page.get_by_role("listitem").filter(has_text="is yours").inner_text()
        hand.press(page, "link", "Ask for a swap")
        page.wait_for_url("**/hub/week/swap?*")
        hand.write(page, "Reason", "a wedding")
        hand.press(page, "button", "Ask for a swap")
        page.wait_for_url("**/hub/asks?done=*")
        assert page.get_by_role("status").is_visible()
        hand.press(page, "button", re.compile("Take it back"))
        page.wait_for_url("**/hub/asks")
        assert page.get_by_text("taken back").first.is_visible()


@WAYS
def test_a_client_sees_who_comes_and_refuses_a_carer(chromium: Browser, hub: Hub, world: World, hand: Mouse):
    with signed_in(chromium, hub, world, Role.CLIENT, width=320) as visit:
        page = visit.page
        hand.press(page, "link", "Who comes when")
        page.wait_for_url("**/hub/visits")
        assert page.get_by_text(CARER).first.is_visible()
        hand.press(page, "link", f"{CARER} should not come any more")
        page.wait_for_url("**/hub/visits/refuse?*")
        hand.press(page, "button", "Ask for it")
        page.wait_for_url("**/hub/asks?done=*")
        assert page.get_by_text(f"{CARER} should not come any more").first.is_visible()
        hand.press(page, "button", re.compile("Take it back"))
        page.wait_for_url("**/hub/asks")


@WAYS
def test_a_member_reads_weights_fairness_and_changes(chromium: Browser, hub: Hub, world: World, hand: Mouse):
    with signed_in(chromium, hub, world, Role.MEMBER) as visit:
        page = visit.page
        hand.press(page, "link", "Our co-op")
        page.wait_for_url("**/hub/coop")
        assert page.get_by_role("heading", name="Carers per client").is_visible()
        assert page.get_by_role("cell", name="is never broken").first.is_visible()
        hand.press(page, "link", "What changed")
        page.wait_for_url("**/hub/coop/changes")
        assert page.get_by_text("A plan was published").first.is_visible()


def test_without_scripts_everything_is_there(chromium: Browser, hub: Hub, world: World):
    with signed_in(chromium, hub, world, Role.CARER, java_script_enabled=False) as visit:
        visit.open("/hub/week")
        Mouse().press(visit.page, "link", re.compile("Ask for a swap "))
        Mouse().press(visit.page, "button", "Ask for a swap")
        visit.page.wait_for_url("**/hub/asks?done=*")


def test_a_clients_page_in_print_has_the_visits_and_no_buttons(chromium: Browser, hub: Hub, world: World):
    with signed_in(chromium, hub, world, Role.CLIENT) as visit:
        page = visit.open("/hub/visits")
        assert page.get_by_role("button", name="Print").is_visible()
        page.emulate_media(media="print")
        assert page.get_by_text(CARER).first.is_visible()
        for gone in (page.get_by_role("button", name="Print"), page.get_by_role("navigation").first):
            assert not gone.is_visible()


PAGES = {
    Role.CARER: ("/hub/week", "/hub/week/why?plan={plan}&visit={visit}", "/hub/week/swap?plan={plan}&visit={visit}",
                 "/hub/asks", "/hub/calendar"),
    Role.CLIENT: ("/hub/visits", "/hub/visits/refuse?plan={plan}&carer={carer}", "/hub/asks"),
    Role.MEMBER: ("/hub", "/hub/coop", "/hub/coop/changes"),
    Role.PLANNER: ("/hub/asked", "/hub/asked/{swap}", "/hub/asked/{refusal}"),
}  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", list(PAGES))
def test_no_page_has_barriers_or_is_too_wide(chromium: Browser, hub: Hub, world: World, role: Role, width: int):
    visit_of = next(visit for visit, shift, _ in PLAN.visits() if given().shift[shift].carer == CARER)
    known = {"plan": hub.plan, "visit": visit_of, "carer": CARER, "swap": "", "refusal": ""}
    if role is Role.PLANNER:
        asked = {Role.CARER: {"visit": visit_of}, Role.CLIENT: {"carer": CARER}}
        for one, body in asked.items():
            key = key_of(world.store, "sol", one, person=PERSON[one])
            answer = world.ask("POST", "/v1/me/petitions", key, json={"plan": hub.plan, **body})
            known["swap" if one is Role.CARER else "refusal"] = answer.json()["id"]
    for scheme in ("light", "dark"):
        with signed_in(chromium, hub, world, role, width, color_scheme=scheme) as visit:
            for path in PAGES[role]:
                visit.open(path.format(**known))
                assert visit.barriers() == [], (path, scheme)
                assert visit.too_wide() == [], path
                if scheme == "light":
                    visit.keep_picture(f"{role.value}-{path.split('?')[0]}-{width}")


def test_the_first_page_of_each_role_is_small(chromium: Browser, hub: Hub, world: World):
    for role, paths in PAGES.items():
        with signed_in(chromium, hub, world, role, 320) as visit:
            visit.bytes.clear()
            visit.open(paths[0])
            visit.page.wait_for_load_state("networkidle")
            assert sum(visit.bytes.values()) < 100_000, (role, visit.bytes)
