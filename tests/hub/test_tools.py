"""The co-op's other tools: told by JSON, shown as tiles, read as JSON and CSV."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from api.access.principal import Role
from api.store import tools
from tests.api.service.parts import World, served
from tests.hub.browsing import ask, signed_in

ACCOUNTS = {
    "name": "Accounts",
    "link": "https://accounts.example/home",
    "health": "down",
    "numbers": {"invoices open": 12, "=share": 0.5},
}


@pytest.fixture
def world() -> Iterator[World]:
    with served("sqlite", "sol", matches_a_second=100_000) as found:
        yield found


def tell(world: World, **changed: Any):
    return world.as_role(Role.INTEGRATOR, "PUT", "/v1/tools/accounts", json={**ACCOUNTS, **changed})


def test_a_tool_is_a_tile_for_whoever_has_signed_in(world: World):
    assert tell(world).status_code == 200
    page = ask(world, "GET", "/hub", signed_in(world, Role.MEMBER)).text
    assert 'href="https://accounts.example/home"' in page
    assert "<dt>invoices open</dt><dd>12</dd>" in page
    assert "It does not work." in page
    assert "accounts.example" not in ask(world, "GET", "/hub").text


def test_what_is_told_later_counts(world: World):
    tell(world)
    tell(world, health="up", numbers={})
    (told,) = world.as_role(Role.MEMBER, "GET", "/v1/tools").json()
    assert (told["health"], told["numbers"]) == ("up", {})


def test_numbers_come_as_a_table_in_which_nothing_is_a_formula(world: World):
    tell(world)
    text = world.as_role(Role.ANALYST, "GET", "/v1/tools.csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["tool"], row["label"], float(row["number"])) for row in rows] == [
        ("accounts", "invoices open", 12),
        ("accounts", "'=share", 0.5),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"link": "javascript:alert(1)"},
        {"link": "https://"},
        {"health": "fine"},
        {"numbers": {"a": "many"}},
        {"numbers": {str(number): 1 for number in range(9)}},
        {"name": "two\nlines"},
        {"more": 1},
    ],
)
def test_what_is_no_tool_is_refused(world: World, wrong: dict[str, Any]):
    answer = tell(world, **wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), answer.text


def test_there_is_an_end_to_tiles(world: World):
    with world.store.of("sol") as books:
        for number in range(tools.MOST):
            tools.put(books, f"tool-{number}", "one more", "https://more.example/", "up", {})
    assert tell(world).json()["code"] == "contradiction"
    assert world.as_role(Role.ADMIN, "DELETE", "/v1/tools/tool-0").status_code == 204
    assert tell(world).status_code == 200
