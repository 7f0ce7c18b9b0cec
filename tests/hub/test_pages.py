"""Every page in a real browser: without barriers, at every width, asking nobody but the service."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from api.access.principal import Role
from tests.hub.pages import EMPTY, FIRST, PAGES, Seen, by_the_others
from tests.hub.walking import WIDTHS, Hub, Visit, needs_chromium, visiting

pytestmark = [pytest.mark.slow, needs_chromium]

MOST_BYTES = 100_000

CONTROL = """<!doctype html><html><body><img src="data:,"><p style="color:#bbb;background:#fff">Too pale</p>
<input><a href="#"></a></body></html>"""
"""A page without a language, a title, names and contrast."""


@pytest.fixture
def visit(chromium: Browser, hub: Hub) -> Iterator[Visit]:
    with visiting(chromium, hub) as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("seen", PAGES, ids=lambda one: one.name)
def test_a_page_has_no_barriers(chromium: Browser, hub: Hub, seen: Seen, scheme: str):
    _has_no_barriers(chromium, hub, seen, scheme, WIDTHS if scheme == "light" else WIDTHS[1:2])


@pytest.mark.parametrize("seen", EMPTY, ids=lambda one: one.name)
def test_a_page_with_nothing_on_it_has_no_barriers(chromium: Browser, empty: Hub, seen: Seen):
    _has_no_barriers(chromium, empty, seen, "light", WIDTHS)


@pytest.mark.parametrize("seen", by_the_others(), ids=lambda one: one.name)
def test_a_page_has_no_barriers_whoever_looks(chromium: Browser, hub: Hub, seen: Seen):
    _has_no_barriers(chromium, hub, seen, "light", WIDTHS[:1])


def _has_no_barriers(chromium: Browser, hub: Hub, seen: Seen, scheme: str, widths: Sequence[int]) -> None:
    with visiting(chromium, hub, color_scheme=scheme, reduced_motion="reduce") as visit:
        _look(visit, seen)
        for width in widths:
            visit.page.set_viewport_size({"width": width, "height": 800})
            assert not visit.barriers(), f"at {width} px"
            assert not visit.too_wide(), f"at {width} px"
            if scheme == "light":
                visit.keep_picture(f"{seen.name}-{width}")
        refused = f"status of {seen.status}"
        assert not [one for one in visit.broken if seen.status == 200 or refused not in one]
        assert not visit.beyond


def test_axe_finds_the_barriers_of_a_page_that_has_them(visit: Visit):
    visit.page.set_content(CONTROL)
    found = " ".join(visit.barriers())
    for rule in ("html-has-lang", "image-alt", "color-contrast", "label", "link-name"):
        assert rule in found


def test_asking_elsewhere_would_be_seen(chromium: Browser, hub: Hub):
    with visiting(chromium, hub, bypass_csp=True) as visit:
        visit.open("/hub")
        visit.page.evaluate("() => fetch('http://127.0.0.2:9/').catch(() => null)")
        assert visit.beyond == ["http://127.0.0.2:9/"]


def test_a_page_may_not_ask_elsewhere(visit: Visit):
    visit.open("/hub")
    visit.page.evaluate("() => fetch('http://127.0.0.2:9/').catch(() => null)")
    assert not visit.beyond
    assert "Content Security Policy" in visit.broken[0]


@pytest.mark.parametrize("role", list(FIRST))
def test_the_first_page_is_light(chromium: Browser, hub: Hub, role: Role):
    with visiting(chromium, hub) as visit:
        visit.as_role(role).open(FIRST[role])
        visit.page.wait_for_load_state("networkidle")
        assert 0 < sum(visit.bytes.values()) < MOST_BYTES, visit.bytes


@pytest.mark.parametrize("seen", PAGES, ids=lambda one: one.name)
def test_a_page_can_be_read_without_javascript(chromium: Browser, hub: Hub, seen: Seen):
    with visiting(chromium, hub, java_script_enabled=False) as visit:
        _look(visit, seen)
        assert visit.page.locator("main h1").count() == 1


def _look(visit: Visit, seen: Seen) -> None:
    if seen.role is not None:
        visit.as_role(seen.role)
    if seen.press:
        visit.open(seen.path)
        visit.send(seen.press, seen.fill, seen.status)
    else:
        visit.open(seen.path, seen.status)
