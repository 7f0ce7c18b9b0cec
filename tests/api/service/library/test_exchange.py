"""The library as files: everything comes out and goes in again, and what is there already is told, never dropped."""

import typing
from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.access.principal import Role
from api.library.exchange import WRITTEN, read
from api.library.formats import Format
from api.routes.library import exchange
from api.store.library import resources
from tests.api.service.parts import World, served
from tests.api.store.library.shelf import ALL, DIGNITY, HOIST, STATUTES, fill, many

AT = "/v1/library/export"
IMPORT = "/v1/library/review/import"


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def bring(world: World, **told):
    return world.as_role(Role.PLANNER, "POST", IMPORT, json=told)


def test_every_format_that_is_written_is_offered():
    assert typing.get_args(exchange.Written) == tuple(one.value for one in WRITTEN)


@pytest.mark.parametrize("format", WRITTEN)
def test_what_is_exported_can_be_imported_with_nothing_lost(world: World, format: Format):
    fill(world.store)
    answer = world.ask("GET", f"{AT}/{format.value}?sort=added")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="library.')
    assert read(answer.text, format, "file").resources == tuple(reversed(ALL))
    with served() as other:
        told = bring(other, format=format.value, text=answer.text, publish=True)
        assert told.json() == {"added": [1, 2, 3], "duplicates": [], "faults": [], "left": []}
        with other.store.reading("sol") as books:
            kept = [one.resource for one in resources.page(books, None, 9)]
        assert kept == list(reversed(ALL))


def test_an_export_holds_what_is_found_or_what_is_named(world: World):
    fill(world.store, *ALL, *many(600, published="", language="gu"))
    found = read(world.ask("GET", f"{AT}/csl?topic=person-centred-care&language=en&language=hi").text, Format.CSL, "f")
    assert set(found.resources) == {HOIST, DIGNITY}
    named = read(world.ask("GET", f"{AT}/csl?id=2&id=1&id=2&id=999").text, Format.CSL, "f")
    assert named.resources == (STATUTES, HOIST)
    assert len(read(world.ask("GET", f"{AT}/csl?language=gu").text, Format.CSL, "f").resources) == 600


def test_too_much_for_a_file_is_refused_with_a_way_out(world: World, monkeypatch):
    fill(world.store)
    monkeypatch.setattr(exchange, "MOST_EXPORTED", 2)
    refused = world.ask("GET", f"{AT}/csl")
    assert (refused.status_code, "/v1/library/oai" in refused.json()["detail"]) == (422, True)
    assert world.ask("GET", f"{AT}/markdown").json()["code"] == "invalid"


def test_what_is_there_already_is_told_and_left_out_or_taken_in_all_the_same(world: World):
    fill(world.store, HOIST)
    text = exchange.write([HOIST, STATUTES, replace(STATUTES, link="https://example.org/estatuts/")], Format.CSL)
    told = bring(world, format="csl", text=text, name="list.json").json()
    assert told["added"] == [2]
    assert [(one["id"], one["by"]) for one in told["duplicates"]] == [(1, "link"), (None, "link")]
    assert told["duplicates"][1]["row"].startswith("list.json")
    again = bring(world, format="csl", text=text, duplicates="add").json()
    assert again["added"] == [3, 4, 5]
    assert [one["id"] for one in again["duplicates"]] == [1, 2, 2]
    waiting = world.as_role(Role.PLANNER, "GET", "/v1/library/review/resources?state=submitted").json()["items"]
    assert [one["id"] for one in waiting] == [2, 3, 4, 5]
    assert world.ask("GET", "/v1/library/resources").json()["total"] == 1


def test_a_row_that_is_wrong_is_told_and_stops_no_other(world: World):
    good = "TY  - BOOK\nTI  - A handbook\nUR  - https://example.org/good\nER  - \n"
    wrong = "TY  - BOOK\nTI  - No link\nUR  - nowhere\nER  - \n"
    long = f"TY  - BOOK\nTI  - Long\nUR  - https://example.org/{'x' * 2000}\nER  - \n"
    told = bring(world, format="ris", text=wrong + good + long, name="list.ris").json()
    assert told["added"] == [1]
    assert len({one["where"] for one in told["faults"]}) == 2
    assert all(one["remedy"] for one in told["faults"])


@pytest.mark.parametrize("format", ["csl", "json-ld", "oai-dc", "atom"])
def test_a_text_of_another_format_is_refused_without_being_repeated(world: World, format: str):
    answer = bring(world, format=format, text="Zsofia-Quux")
    assert (answer.status_code, answer.json()["code"]) == (422, "contradiction")
    assert "Quux" not in answer.text


def test_no_control_character_gets_in(world: World):
    text = exchange.write([replace(HOIST, title="a\x01b")], Format.CSL)
    told = bring(world, format="csl", text=text).json()
    assert (told["added"], [one["field"] for one in told["faults"]]) in (([], ["title"]), ([1], []))
    assert world.ask("GET", f"{AT}/atom").status_code == 200
