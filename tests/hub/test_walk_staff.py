"""Analysts and administrators at their main tasks, in a real browser: by mouse, and again by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.access.principal import Role
from api.store import people, petitions
from api.store.petitions import PetitionKind, Subject
from tests.api.answering import weeks
from tests.hub.hands import HANDS, Hand
from tests.hub.walking import Hub, Visit, needs_chromium, visiting

pytestmark = [needs_chromium, pytest.mark.slow]


@pytest.fixture
def visit(chromium: Browser, hub: Hub) -> Iterator[Visit]:
    with visiting(chromium, hub) as found:
        yield found
        assert not found.broken
        assert not found.beyond


@HANDS
def test_an_analyst_reads_the_plan_and_why_and_changes_nothing(visit: Visit, hand: Hand):
    page = visit.as_role(Role.ANALYST).open("/hub")
    hand.press(visit, page.get_by_role("navigation").get_by_role("link", name="Plans", exact=True))
    hand.press(visit, page.get_by_role("table", name="Published").get_by_role("link"))
    hand.press(visit, page.locator(".groups a[href*='findings?rule=']"))
    hand.press(visit, page.locator("main a[href*='/visit?visit=']"))
    expect(page.get_by_role("heading", name="Why is it so?")).to_be_visible()
    assert page.locator("main form").count() == 0
    assert page.get_by_role("link", name="Publish").count() == 0
    hand.press(visit, page.locator("main a[href*='&carer=']"))
    expect(page.get_by_role("heading", name="Why not")).to_be_visible()
    hand.press(visit, page.get_by_role("link", name="Our co-op"))
    expect(page.get_by_role("heading", name="What we weigh")).to_be_visible()


def ask_for_swap(hub: Hub) -> str:
    """Somebody asks; the id of what they ask."""
    with hub.world.store.of("sol") as books:
        carer = people.pseudonym(books, "carer", weeks.week().carers[0].id)
        of_visit = people.pseudonym(books, "client", weeks.week().visit[hub.more["own"]].client)
        subject = Subject(visit=hub.more["own"], reason="a wedding")
        return petitions.put(books, PetitionKind.SWAP, carer, of_visit, weeks.ID, hub.plan, subject).id


@HANDS
def test_an_administrator_answers_what_a_carer_asks(visit: Visit, hub: Hub, hand: Hand):
    asked = ask_for_swap(hub)
    page = visit.as_role(Role.ADMIN).open("/hub")
    hand.press(visit, page.get_by_role("navigation").get_by_role("link", name="What people ask"))
    hand.press(visit, page.locator(f"main a[href$='/{asked}']"))
    expect(page.get_by_role("heading", name="Who could stand in")).to_be_visible()
    hand.write(visit, page.get_by_label("Words for who asked"), "nobody is free that day")
    hand.press(visit, page.get_by_role("button", name="Decline"))
    expect(page.locator("main")).to_contain_text("declined")
    expect(page.locator("main")).to_contain_text("nobody is free that day")


@HANDS
def test_whoever_signs_in_and_out_does_so_alone(visit: Visit, hub: Hub, hand: Hand):
    page = visit.open("/hub")
    hand.press(visit, page.get_by_role("main").get_by_role("link", name="Sign in"))
    hand.write(visit, page.get_by_label("Your key"), hub.world.secrets["sol", Role.MEMBER])
    hand.press(visit, page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.wait_for_url("**/hub/coop")
    hand.press(visit, page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
