"""Two ways through the same pages: by mouse, and by keyboard alone."""

from typing import Protocol

import pytest
from playwright.sync_api import Locator

from tests.hub.walking import Visit


class Hand(Protocol):
    """Somebody's way of using a page."""

    def press(self, visit: Visit, wanted: Locator) -> None:
        """Follow a link, press a button, open what is folded."""

    def write(self, visit: Visit, wanted: Locator, text: str) -> None:
        """Put a text into a field, in place of what is there."""

    def tick(self, visit: Visit, wanted: Locator) -> None:
        """Tick a box."""


class Mouse:
    """Clicks."""

    def press(self, visit: Visit, wanted: Locator) -> None:
        wanted.first.click()

    def write(self, visit: Visit, wanted: Locator, text: str) -> None:
        wanted.fill(text)

    def tick(self, visit: Visit, wanted: Locator) -> None:
        wanted.check()


class Keyboard:
    """Tab, Enter, the space bar and letters; wherever it is, one sees it."""

    def press(self, visit: Visit, wanted: Locator) -> None:
        visit.press(wanted)

    def write(self, visit: Visit, wanted: Locator, text: str) -> None:
        visit.tab_to(wanted)
        visit.page.keyboard.press("ControlOrMeta+a")
        visit.page.keyboard.type(text)

    def tick(self, visit: Visit, wanted: Locator) -> None:
        visit.tab_to(wanted)
        visit.page.keyboard.press("Space")


HANDS = pytest.mark.parametrize("hand", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
