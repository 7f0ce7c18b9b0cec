"""The map of rounds over the streets of a network that was imported: drawn from our own data, asking nobody else."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from api.access.principal import Role
from api.store import sessions
from engine.data.canonical import read_problem
from tests.api.cli_runs import ronda
from tests.api.service.parts import keep, key_of, served
from tests.api.test_cli_network import town_file
from tests.hub.walking import WIDTHS, Hub, Visit, listening, needs_chromium, visiting
from tests.problems import random_plan

pytestmark = [needs_chromium, pytest.mark.slow]

CORNERS = "path => path.getAttribute('d').split(/[ML]/).length - 1"
LINES = "all => all.map(path => path.getAttribute('d').split('M').length - 1)"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A grid town is imported from a file of OpenStreetMap's, and a week of its own planned over it."""
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "home"))
    week = tmp_path / "week.json"
    assert ronda("network", "add", "town", "--file", town_file(tmp_path)).code == 0
    assert ronda("generate", week, "--clients", 8, "--carers", 4, "--days", 2, "--network", "town").code == 0
    problem = read_problem(week.read_text())
    assert not any(matrix.estimated for matrix in problem.travel)
    with served(requests_a_second=100_000) as world, listening(world) as address:
        plan = keep(world.store, "sol", "week", problem, random_plan(problem, Random(1)))
        key = key_of(world.store, "sol", Role.PLANNER)
        with world.store.of("sol") as books:
            cookie = sessions.begin(books, key.split("_")[2])
        yield Hub(address, world, plan, "", "", {Role.PLANNER: cookie})


def drawn(visit: Visit) -> Page:
    """The map, once all of it is there."""
    page = visit.as_role(Role.PLANNER).open("/hub/plans/{plan}/map?day=0")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".map[data-drawn]")).to_be_visible()
    assert page.locator(".map path.round-line").count()
    return page


def corners_of(page: Page) -> int:
    """How many corners all rounds together have, as they are drawn."""
    return sum(one.evaluate(CORNERS) for one in page.locator(".map path.round-line").all())


def straight_through(page: Page) -> int:
    """How many there would be at the most if they ran straight from door to door: the two ends of each leg."""
    return 2 * (page.locator("details ol li").count() + page.locator(".map path.round-line").count())


def test_rounds_run_along_the_streets_and_nobody_else_is_asked(chromium: Browser, town: Hub):
    with visiting(chromium, town) as visit:
        page = drawn(visit)
        (streets,) = page.locator(".map path.street").evaluate_all(LINES)  # all are of one kind
        assert streets > 100
        assert page.locator(".leaflet-tile, .map img").count() == 0
        assert page.get_by_text("OpenStreetMap contributors").is_visible()
        assert corners_of(page) > straight_through(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert not visit.barriers()
            assert not visit.too_wide()
            visit.keep_picture(f"map-over-streets-{width}")
        assert visit.beyond == []
        assert visit.broken == []


def test_where_no_network_is_known_rounds_are_drawn_all_the_same(
    chromium: Browser, town: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "nothing"))
    with visiting(chromium, town) as visit:
        page = drawn(visit)
        assert page.locator(".map path.street").count() == 0
        assert corners_of(page) <= straight_through(page)
        assert visit.beyond == []
