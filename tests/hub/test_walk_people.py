"""Carers, clients and members at their main tasks, in a real browser: by mouse, and again by keyboard alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from playwright.sync_api import Browser

from api.access.principal import Role
from api.store import sessions
from datasets.eixample import generate
from engine.problem import Problem
from tests.api.answering.weeks import week
from tests.api.service.parts import keep, key_of, served
from tests.hub.hands import HANDS, Hand
from tests.hub.walking import Hub, Visit, listening, needs_chromium, visiting
from tests.problems import random_plan

pytestmark = [needs_chromium, pytest.mark.slow]

ROLES = (Role.CARER, Role.CLIENT, Role.MEMBER)


@cache
def given() -> Problem:
    """The made-up district from next Monday on, so that all of it is ahead."""
    today = datetime.now(UTC).date()
    return replace(generate(24, 14, seed=3), start=today + timedelta(days=7 - today.weekday()))


PLAN = random_plan(given(), Random(2))
COMING = [(given().visit[visit].client, given().shift[shift].carer) for visit, shift, _ in PLAN.visits()]
CLIENT, CARER = COMING[0]
PERSON = {Role.CARER: CARER, Role.CLIENT: CLIENT}


@pytest.fixture(scope="module")
def ahead() -> Iterator[Hub]:
    """The service on a port of its own, with a published plan of next week."""
    with served(requests_a_second=100_000, matches_a_second=100_000) as world, listening(world) as address:
        plan = keep(world.store, "sol", "week", given(), PLAN)
        cookies = {}
        for role in ROLES:
            key = key_of(world.store, "sol", role, person=PERSON.get(role))
            with world.store.of("sol") as books:
                cookies[role] = sessions.begin(books, key.split("_")[2])
            if role is Role.CARER:  # the first question compiles the search, for which no browser waits
                visit = next(name for name, shift, _ in PLAN.visits() if given().shift[shift].carer == CARER)
                assert world.ask("GET", f"/v1/me/week/{visit}/why", key).status_code == 200
        yield Hub(address, world, plan, "", week().visits[0].id, cookies)


@contextmanager
def walking(chromium: Browser, hub: Hub, role: Role, width: int = 1280, **more: object) -> Iterator[Visit]:
    """Somebody who has signed in, at the hub's first page."""
    with visiting(chromium, hub, width, **more) as visit:
        visit.as_role(role).page.goto(f"{hub.address}/hub")
        yield visit
        assert visit.beyond == []
        assert visit.broken == []


@HANDS
def test_a_carer_opens_the_week_asks_why_and_for_a_swap(chromium: Browser, ahead: Hub, hand: Hand):
    with walking(chromium, ahead, Role.CARER, width=320) as visit:
        page = visit.page
        hand.press(visit, page.get_by_role("link", name="My week"))
        page.wait_for_url("**/hub/week")
        hand.press(visit, page.get_by_role("link", name=re.compile(r"Why me\?")))
        page.wait_for_url("**/hub/week/why?*")
        assert page.get_by_text("is yours on").is_visible()
        hand.press(visit, page.get_by_role("link", name="Ask for a swap"))
        page.wait_for_url("**/hub/week/swap?*")
        hand.write(visit, page.get_by_label("Reason"), "a wedding")
        hand.press(visit, page.get_by_role("button", name="Ask for a swap"))
        page.wait_for_url("**/hub/asks?done=*")
        assert page.get_by_role("status").is_visible()
        hand.press(visit, page.get_by_role("button", name=re.compile("Take it back")))
        page.wait_for_url("**/hub/asks")
        assert page.get_by_text("taken back").first.is_visible()


@HANDS
def test_a_client_sees_who_comes_and_refuses_a_carer(chromium: Browser, ahead: Hub, hand: Hand):
    with walking(chromium, ahead, Role.CLIENT, width=320) as visit:
        page = visit.page
        hand.press(visit, page.get_by_role("link", name="Who comes when"))
        page.wait_for_url("**/hub/visits")
        assert page.get_by_text(CARER).first.is_visible()
        hand.press(visit, page.get_by_role("link", name=f"{CARER} should not come any more"))
        page.wait_for_url("**/hub/visits/refuse?*")
        hand.press(visit, page.get_by_role("button", name="Ask for it"))
        page.wait_for_url("**/hub/asks?done=*")
        assert page.get_by_role("heading", name=f"{CARER} should not come any more").first.is_visible()
        hand.press(visit, page.get_by_role("button", name=re.compile("Take it back")))
        page.wait_for_url("**/hub/asks")


@HANDS
def test_a_member_reads_weights_fairness_and_changes(chromium: Browser, ahead: Hub, hand: Hand):
    with walking(chromium, ahead, Role.MEMBER) as visit:
        page = visit.page
        hand.press(visit, page.get_by_role("link", name="Our co-op"))
        page.wait_for_url("**/hub/coop")
        assert page.get_by_role("heading", name="Carers per client").is_visible()
        assert page.get_by_role("cell", name="is never broken").first.is_visible()
        hand.press(visit, page.get_by_role("link", name="What changed"))
        page.wait_for_url("**/hub/coop/changes")
        assert page.get_by_text("A plan was published").first.is_visible()


def test_without_scripts_a_swap_is_asked_all_the_same(chromium: Browser, ahead: Hub):
    with walking(chromium, ahead, Role.CARER, java_script_enabled=False) as visit:
        page = visit.open("/hub/week")
        page.get_by_role("link", name=re.compile("Ask for a swap ")).first.click()
        page.get_by_role("button", name="Ask for a swap").click()
        page.wait_for_url("**/hub/asks?done=*")


def test_a_clients_page_in_print_has_the_visits_and_no_buttons(chromium: Browser, ahead: Hub):
    with walking(chromium, ahead, Role.CLIENT) as visit:
        page = visit.open("/hub/visits")
        button = page.get_by_role("button", name="Print")
        assert button.is_visible()
        page.emulate_media(media="print")
        assert page.get_by_text(CARER).first.is_visible()
        assert not button.is_visible()
        assert not page.get_by_role("navigation").first.is_visible()


@pytest.mark.parametrize(
    ("role", "path"), [(Role.CARER, "/hub/week"), (Role.CLIENT, "/hub/visits"), (Role.MEMBER, "/hub/coop")]
)
def test_a_full_page_has_no_barriers(chromium: Browser, ahead: Hub, role: Role, path: str):
    """As on the pages that all walks look at; but here the week is ahead, and groups are large enough to be told."""
    with walking(chromium, ahead, role, width=320) as visit:
        visit.open(path)
        assert visit.barriers() == []
        assert visit.too_wide() == []
        visit.keep_picture(f"full{path}-320")
