"""Readers and keepers of the library at their main tasks, in a real browser: by mouse, and again by keyboard alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.access.principal import Role
from tests.hub.hands import HANDS, Hand
from tests.hub.walking import Hub, Visit, needs_chromium, visiting

pytestmark = [needs_chromium, pytest.mark.slow]

_numbers = count(1)


@contextmanager
def walking(chromium: Browser, hub: Hub, role: Role | None = None) -> Iterator[tuple[Visit, Page]]:
    """Somebody at the hub's first page; nothing breaks on the way, and nobody else is asked for anything."""
    with visiting(chromium, hub) as visit:
        if role is not None:
            visit.as_role(role)
        yield visit, visit.open("/hub")
        assert visit.beyond == []
        assert visit.broken == []


@HANDS
def test_a_reader_searches_chooses_and_keeps(chromium: Browser, hub: Hub, hand: Hand):
    with walking(chromium, hub) as (visit, page):
        hand.press(visit, page.get_by_role("navigation").get_by_role("link", name="Library"))
        heading = page.get_by_role("heading", level=2, name="resources")
        every = heading.inner_text()
        hand.write(visit, page.get_by_label("Words"), "care")
        page.keyboard.press("Enter")
        page.wait_for_url("**/library?q=care*")
        by_words = page.locator("article.resource").count()
        assert 1 < by_words < int(every.split()[0])
        hand.press(visit, page.locator("summary", has_text="Format"))
        rarest = page.get_by_role("group", name="Format").locator("p.term").last
        promised = int(rarest.locator(".count").inner_text())
        name = rarest.locator("label").evaluate("one => one.firstChild.textContent.trim()")
        hand.tick(visit, rarest.get_by_role("checkbox"))
        hand.press(visit, page.get_by_role("search").get_by_role("button", name="Search").last)
        page.wait_for_url("**format=*")
        assert page.locator("article.resource").count() == promised < by_words
        hand.press(visit, page.get_by_role("button", name="Save this search"))
        expect(page.get_by_role("heading", name="Saved searches")).to_be_visible()
        hand.press(visit, page.locator("article.resource .title a"))
        number = page.locator("article.resource").get_attribute("data-resource")
        keep = page.get_by_role("button", name="Keep")
        with page.expect_response("**/favourite"):
            hand.press(visit, keep)
        expect(keep).to_have_attribute("aria-pressed", "true")
        page.reload()
        expect(page.get_by_text(re.compile("^[1-9] readers? keeps? this"))).to_be_visible()
        hand.press(visit, page.get_by_role("main").get_by_role("link", name="Library"))
        expect(page.locator("[data-saved] a")).to_have_text(f"“care”, {name}")
        kept = page.locator("a[data-kept]")
        expect(kept).to_have_text("What I keep (1)")
        hand.press(visit, kept)
        page.wait_for_url("**/library/kept?id=*")
        expect(page.locator("article.resource")).to_have_attribute("data-resource", number or "none")


@HANDS
def test_what_a_reader_hands_in_is_published_and_a_dead_link_put_away(chromium: Browser, hub: Hub, hand: Hand):
    number = next(_numbers)
    title = f"Sleeping well at night, part {number}"
    with walking(chromium, hub) as (visit, page):
        visit.open("/library")
        hand.press(visit, page.get_by_role("link", name="Hand in a resource"))
        hand.write(visit, page.get_by_label("Link"), f"https://example.org/sleep/{number}")
        hand.write(visit, page.get_by_label("Title", exact=True), title)
        hand.press(visit, page.get_by_role("button", name="Hand it in"))
        expect(page.get_by_role("status")).to_contain_text("Thank you")
        visit.open("/library/{resource}")
        hand.press(visit, page.locator("summary", has_text="Report a dead link"))
        hand.write(visit, page.get_by_label("What you saw"), f"nothing, time {number}")
        hand.press(visit, page.get_by_role("button", name="Report it"))
        expect(page.get_by_role("status")).to_contain_text("Thank you")
        hand.press(visit, page.get_by_role("link", name="Suggest an edit"))
        hand.write(visit, page.get_by_label("Published"), f"{1995 + number}")
        hand.write(visit, page.get_by_label("Why, or anything else"), f"edition {number}")
        hand.press(visit, page.get_by_role("button", name="Suggest it"))
        expect(page.get_by_role("status")).to_contain_text("Thank you")
        visit.open(f"/library?q=Sleeping+part+{number}")
        assert page.locator("article .title", has_text=title).count() == 0

    with walking(chromium, hub, Role.PLANNER) as (visit, page):
        hand.press(visit, page.get_by_role("navigation").get_by_role("link", name="Library"))
        hand.press(visit, page.get_by_role("main").get_by_role("link", name="Review"))
        handed_in = page.locator("article", has_text=title)
        hand.press(visit, handed_in.get_by_role("button", name="Publish"))
        expect(handed_in).to_have_count(0)
        dead = page.locator("article", has_text=f"nothing, time {number}")
        hand.press(visit, dead.get_by_role("button", name="Put it away"))
        expect(dead).to_have_count(0)
        edit = page.locator("article", has_text=f"edition {number}")
        hand.press(visit, edit.get_by_role("button", name="Take it"))
        expect(edit).to_have_count(0)
        visit.open(f"/library?q=Sleeping+part+{number}")
        assert page.locator("article .title", has_text=title).count() == 1
        visit.open("/library/{resource}")
        expect(page.get_by_role("definition").filter(has_text=f"{1995 + number}")).to_be_visible()


@HANDS
def test_a_reader_follows_a_course(chromium: Browser, hub: Hub, hand: Hand):
    with walking(chromium, hub) as (visit, page):
        visit.open("/library")
        hand.press(visit, page.get_by_role("link", name="Courses"))
        hand.press(visit, page.locator("article .title a"))
        page.wait_for_url("**/library/courses/*")
        steps = page.locator("ol.steps > li")
        assert steps.count() > 1
        first = steps.first.locator(".title").inner_text()
        hand.press(visit, steps.first.locator(".title a"))
        assert first in page.locator("main").inner_text()


@HANDS
def test_a_keeper_imports_a_file_and_mends_what_was_wrong(chromium: Browser, hub: Hub, hand: Hand, tmp_path: Path):
    number = next(_numbers)
    title = f"Walking aids, part {number}"
    file = tmp_path / "aids.ris"
    file.write_text(f"TY  - BOOK\nTI  - {title}\nUR  - https://example.org/aids/{number}\nER  - \n", "utf-8")
    with walking(chromium, hub, Role.PLANNER) as (visit, page):
        hand.press(visit, page.get_by_role("navigation").get_by_role("link", name="Library"))
        hand.press(visit, page.get_by_role("main").get_by_role("link", name="Review"))
        hand.press(visit, page.get_by_role("link", name="Import a file"))
        page.get_by_label("File", exact=True).set_input_files(file)
        hand.tick(visit, page.get_by_label("Publish it at once"))
        hand.press(visit, page.get_by_role("button", name="Import"))
        expect(page.get_by_role("status")).to_have_text("1 resource was added.")
        hand.press(visit, page.get_by_role("main").get_by_role("link", name=title))
        expect(page.get_by_label("Title", exact=True)).to_have_value(title)
        visit.open(f"/library?q=aids+part+{number}")
        assert page.locator("article .title", has_text=title).count() == 1


@HANDS
def test_a_keeper_makes_a_course_and_turns_its_order_round(chromium: Browser, hub: Hub, hand: Hand):
    title = f"Lifting, part {next(_numbers)}"
    with walking(chromium, hub, Role.PLANNER) as (visit, page):
        hand.press(visit, page.get_by_role("navigation").get_by_role("link", name="Library"))
        hand.press(visit, page.get_by_role("main").get_by_role("link", name="Review"))
        hand.press(visit, page.get_by_role("link", name="Keep courses"))
        hand.press(visit, page.get_by_role("link", name="Add a course"))
        hand.write(visit, page.get_by_label("Title"), title)
        hand.write(visit, page.get_by_label("Competency"), "hoist")
        hand.write(visit, page.get_by_label("Resources in their order"), "1\n2\n999999")
        with page.expect_console_message(lambda told: "422" in told.text):
            hand.press(visit, page.get_by_role("button", name="Save", exact=True))
        visit.broken.clear()  # a browser complains of each 422
        steps = page.get_by_label("Resources in their order")
        expect(steps).to_have_attribute("aria-invalid", "true")
        hand.write(visit, steps, "1\n2")
        hand.press(visit, page.get_by_role("button", name="Save", exact=True))
        expect(page.get_by_role("status")).to_contain_text("It is kept")
        first, second = steps.input_value().split("\n")
        assert first.startswith("1 ")
        hand.write(visit, steps, f"{second}\n{first}")
        hand.press(visit, page.get_by_role("button", name="Save and publish"))
        hand.press(visit, page.get_by_role("link", name="The page that readers see"))
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        shown = page.locator("ol.steps > li .title").all_inner_texts()
        assert [second, first] == [f"{number} {name}" for number, name in zip((2, 1), shown, strict=True)]
        page.go_back()
        hand.press(visit, page.get_by_role("button", name="Take it off the shelf"))
        expect(page.get_by_text("It is off the shelf.")).to_be_visible()
