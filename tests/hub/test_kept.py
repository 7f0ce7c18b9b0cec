"""What a reader keeps, and what they often look for, is known to their browser alone, and for each library apart."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from api.store.library import resources
from tests.api.answering.weeks import week
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import ALL, HOIST, STATUTES, fill
from tests.hub.walking import Hub, Visit, listening, needs_chromium, visiting

pytestmark = [pytest.mark.slow, needs_chromium]


@pytest.fixture
def world() -> Iterator[World]:
    with served("postgresql", "sol", "lluna", requests_a_second=100_000) as found:
        fill(found.store, *ALL)
        fill(found.store, STATUTES, coop="lluna")
        yield found


@pytest.fixture
def visit(chromium: Browser, world: World) -> Iterator[Visit]:
    with listening(world) as at, visiting(chromium, Hub(at, world, "", "", week().visits[0].id, {})) as found:
        yield found
        assert not found.broken
        assert not found.beyond


def keep(visit: Visit, title: str) -> Locator:
    return visit.page.get_by_role("button", name=re.compile(rf"Keep\s*: {re.escape(title)}"))


def kept_by(world: World, number: int) -> int:
    with world.store.reading("sol") as books:
        return resources.get(books, number).favourites


def test_what_is_kept_is_counted_listed_and_no_other_library_s(visit: Visit, world: World):
    page = visit.open("/library?coop=sol")
    with page.expect_response("**/favourite?coop=sol"):
        keep(visit, HOIST.called).click()
    expect(keep(visit, HOIST.called)).to_have_attribute("aria-pressed", "true")
    assert kept_by(world, 1) == 1
    with page.expect_response("**/favourite?coop=sol"):
        visit.press(keep(visit, STATUTES.called))
    way = page.get_by_role("link", name="What I keep")
    expect(way).to_have_text("What I keep (2)")
    way.click()
    expect(page.locator("article .title")).to_have_text([HOIST.called, STATUTES.called])
    visit.open("/library?coop=lluna")
    expect(keep(visit, STATUTES.called)).to_have_attribute("aria-pressed", "false")
    expect(way).to_have_count(0)
    visit.open("/library/1?coop=sol")
    with page.expect_response("**/favourite?coop=sol"):
        page.get_by_role("button", name="Keep").click()
    assert kept_by(world, 1) == 0


def test_a_search_is_saved_under_its_own_address_and_forgotten(visit: Visit, world: World):
    page = visit.open("/library?coop=sol")
    expect(page.get_by_role("button", name="Save this search")).to_have_count(0)
    page.get_by_label("Words").fill("dignity")
    page.get_by_label("Give better care").check()
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_role("heading", name="2 resources")).to_be_visible()
    visit.press(page.get_by_role("button", name="Save this search"))
    visit.open("/library?coop=sol")
    page.get_by_role("link", name="“dignity”, Give better care", exact=True).click()
    assert page.url.endswith("/library?q=dignity&goal=care-better&coop=sol")
    expect(page.get_by_role("heading", name="2 resources")).to_be_visible()
    page.get_by_role("button", name="Forget: “dignity”, Give better care").click()
    expect(page.get_by_role("heading", name="Saved searches")).to_have_count(0)
