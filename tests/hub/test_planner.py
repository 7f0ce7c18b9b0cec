"""The planner's main task, by mouse and again by keyboard alone: from the week over a finding to why, then a visit is
moved, the referee's word is heard, the plan is kept and published. And a plan is made while somebody watches."""

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from api.access.principal import Role
from api.store import audit, plans, published
from tests.api.answering.weeks import ID, week
from tests.hub.hands import HANDS, Hand
from tests.hub.walking import Hub, Visit, needs_chromium, visiting

pytestmark = [pytest.mark.slow, needs_chromium]


@pytest.fixture
def visit(chromium: Browser, hub: Hub) -> Iterator[Visit]:
    with visiting(chromium, hub) as found:
        yield found.as_role(Role.PLANNER)
        assert not found.broken
        assert not found.beyond


def findings_of_visits(visit: Visit) -> Locator:
    return visit.page.locator(".groups a[href*='/visit?visit=']")


def is_published(hub: Hub, visit: Visit) -> None:
    """The plan whose page is open is the one that everybody sees now, and it is written down."""
    expect(visit.page.get_by_role("status")).to_contain_text("This plan is published")
    plan = visit.page.url.split("/")[-2]
    assert plan not in (hub.plan, hub.draft)
    with hub.world.store.reading("sol") as books:
        newest = published.newest(books)
        acts = [(one.act, one.object) for one in audit.page(books, None, 10_000)]
    assert newest is not None
    assert newest.plan == plan
    assert acts.index(("plan.move", f"plan:{plan}")) < acts.index(("plan.publish", f"plan:{plan}"))


def test_by_mouse(visit: Visit, hub: Hub):
    page = visit.open("/hub")
    page.get_by_role("link", name="Today", exact=True).first.click()
    page.get_by_role("link", name="Week", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rounds from")
    page.get_by_role("link", name="Findings", exact=True).click()
    findings_of_visits(visit).first.click()
    expect(page.get_by_role("heading", name="Why is it so?")).to_be_visible()

    visit.open("/hub/plans/{plan}/days/{day}")
    bar = page.locator("svg.round a[data-visit]").first
    own = bar.evaluate("one => one.closest('svg.round').dataset.carer")
    other = page.locator(f"svg.round:not([data-carer='{own}'])").first
    name, goal = bar.get_attribute("data-visit"), other.get_attribute("data-carer")
    here, there = bar.bounding_box(), other.bounding_box()
    assert here is not None
    assert there is not None
    page.mouse.move(here["x"] + 5, here["y"] + 10)
    page.mouse.down()
    page.mouse.move(here["x"] + 9, there["y"] + 10, steps=5)
    page.mouse.up()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the referee says")
    expect(page.locator("main")).to_contain_text(name or "?")
    expect(page.locator("main")).to_contain_text(f"with {goal} on")
    before = how_many_plans(hub)
    page.get_by_role("button", name="Keep it as a new plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the plan comes to")
    assert how_many_plans(hub) == before + 1
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name=re.compile("^Publish as")).click()
    is_published(hub, visit)


def how_many_plans(hub: Hub) -> int:
    with hub.world.store.reading("sol") as books:
        return len(plans.page(books, None, 1000))


def test_a_click_on_a_bar_only_opens_the_visit(visit: Visit):
    page = visit.open("/hub/plans/{plan}/days/{day}")
    page.locator("svg.round a[data-visit]").first.click()
    expect(page.get_by_role("heading", name="Why is it so?")).to_be_visible()


def test_by_keyboard(visit: Visit, hub: Hub):
    page = visit.open("/hub")
    visit.press(page.get_by_role("link", name="Today", exact=True))
    visit.press(page.get_by_role("link", name="Week", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rounds from")
    visit.press(page.get_by_role("link", name="Findings", exact=True))
    visit.press(findings_of_visits(visit))
    expect(page.get_by_role("heading", name="Why is it so?")).to_be_visible()
    choice = visit.tab_to(page.get_by_label("Carer", exact=True))
    working = choice.evaluate("one => [...one.options].filter(each => /\\d:/.test(each.text)).map(each => each.value)")
    other = next((carer for carer in working if carer != choice.input_value()), working[0])
    page.keyboard.type(other)
    assert choice.input_value() == other
    time = visit.tab_to(page.get_by_label(re.compile("^Time on")))
    page.keyboard.type("1015AM")  # the last two count only where the day has twice twelve hours
    assert time.input_value() == "10:15"
    visit.press(page.get_by_role("button", name="Ask the referee"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What the referee says")
    visit.press(page.get_by_role("button", name="Keep it as a new plan"))
    expect(page.locator(".of-plan")).to_contain_text("Not published")
    visit.press(page.get_by_role("link", name="Publish"))
    visit.press(page.get_by_role("button", name=re.compile("^Publish as")))
    is_published(hub, visit)


@HANDS
def test_a_plan_is_made_while_somebody_watches(visit: Visit, hub: Hub, hand: Hand):
    page = visit.open("/hub/plans")
    hand.press(visit, page.get_by_role("row", name=ID).get_by_role("link", name=ID).last)
    page.wait_for_url("**/hub/solve?*")
    hand.write(visit, page.get_by_label("Seconds"), "1")
    hand.press(visit, page.get_by_role("button", name="Plan", exact=True))
    expect(page.get_by_role("status")).to_contain_text("waits for its turn")
    worker = threading.Thread(target=hub.work)
    worker.start()
    made = page.get_by_role("link", name="Look at the plan")
    made.wait_for(timeout=120_000)  # the page is loaded anew at the end
    worker.join()
    hand.press(visit, made)
    expect(page.get_by_role("heading", level=1)).to_have_text("What the plan comes to")


def test_work_that_is_dropped_leaves_no_plan(visit: Visit, hub: Hub):
    page = visit.open(f"/hub/solve?problem={ID}")
    page.get_by_role("button", name="Plan", exact=True).click()
    before = how_many_plans(hub)
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_role("status")).to_contain_text("was dropped")
    hub.work()
    assert how_many_plans(hub) == before


@HANDS
def test_a_visit_that_nobody_makes_is_given_to_whom_suits_best(visit: Visit, hub: Hub, hand: Hand):
    page = visit.open("/hub/plans/{draft}/holes")
    hand.press(visit, page.get_by_role("link", name=hub.hole, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Who could take it?")
    hand.press(visit, page.get_by_role("button", name=re.compile("^Ask the referee")))
    expect(page.locator("main")).to_contain_text("The plan would break no hard rule")
    unplanned = page.locator("dt", has_text="Unplanned visits").locator("xpath=following-sibling::dd[1]").inner_text()
    before, after = (int(one) for one in unplanned.split(" → "))
    assert after == before - 1


def test_the_timetable_says_the_same_in_words(visit: Visit):
    page = visit.open("/hub/plans/{plan}/days/{day}")
    drawn = page.locator("svg.round a[data-visit]").evaluate_all("all => all.map(one => one.dataset.visit)")
    told = page.locator(".stops a .hint").all_text_contents()
    assert drawn
    assert sorted(drawn) == sorted(told)
    assert set(drawn) <= set(week().visit)


def test_the_map_draws_the_rounds_that_the_list_tells(visit: Visit):
    page = visit.open("/hub/plans/{plan}/map?day=0")
    expect(page.locator(".map")).to_have_attribute("data-drawn", re.compile(r"[1-9]"), timeout=60_000)
    told = page.locator("details ol li").count()
    assert told
    assert page.locator(".map path.stop").count() == told
    assert page.locator(".map path.round-line").count() >= page.locator("details").count()  # some go out twice
