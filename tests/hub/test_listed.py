"""Every page is among those that are walked: a new one that nobody looked at in a browser fails here."""

import pytest

from api.main import routes
from tests.hub.matrix import ROWS
from tests.hub.pages import EMPTY, NO_PAGES, PAGES, by_the_others, page_routes, readers_of, route_of


def test_every_page_is_walked_by_every_role_that_may_see_it():
    walked = {(route_of(seen), seen.role) for seen in (*PAGES, *EMPTY, *by_the_others()) if seen.status == 200}
    wanted = {(route.path_format, role) for route in page_routes() for role in readers_of(route.path_format)}
    assert wanted <= walked


@pytest.mark.parametrize("seen", [*PAGES, *EMPTY], ids=lambda one: one.name)
def test_what_is_walked_is_a_page_that_its_reader_may_see(seen):
    route = route_of(seen)
    if seen.status == 200:
        assert route is not None
        assert seen.role in readers_of(route)


def test_names_are_told_apart():
    names = [seen.name for seen in (*PAGES, *EMPTY, *by_the_others())]
    assert len(set(names)) == len(names)


def test_what_is_no_page_is_there_for_all_that():
    assert set(NO_PAGES) <= {route.path_format for route in routes()}
    assert all(f"GET {path}" in ROWS for path in NO_PAGES)
