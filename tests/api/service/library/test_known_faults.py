"""Faults that an importer of such a library was known for, each looked for in what readers see of a Zotero export."""

import csv
import io
from collections.abc import Iterator

import pytest

from api.access.principal import Role
from tests.api.service.parts import World, served

COLUMNS: tuple[str, ...] = (
    "Key",
    "Item Type",
    "Publication Year",
    "Author",
    "Title",
    "ISBN",
    "DOI",
    "Url",
    "Date",
    "Rights",
    "Editor",
)


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def bring(world: World, *rows: dict[str, str]) -> dict:
    """Import rows as Zotero exports them, each under an address of its own where it names none."""
    out = io.StringIO(newline="")
    sheet = csv.DictWriter(out, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
    sheet.writeheader()
    for number, row in enumerate(rows):
        sheet.writerow({"Key": f"KEY{number}", "Item Type": "document", "Url": f"https://example.org/{number}", **row})
    told = {"format": "zotero", "text": out.getvalue(), "name": "export.csv", "publish": True}
    answer = world.as_role(Role.PLANNER, "POST", "/v1/library/review/import", json=told)
    assert answer.status_code == 200, answer.text
    assert answer.json()["faults"] == []
    return answer.json()


def seen(world: World, query: str = "") -> list[dict]:
    """What readers find, in the order in which it came in."""
    items = world.ask("GET", f"/v1/library/resources?limit=100&{query}").json()["items"]
    return [one["resource"] for one in sorted(items, key=lambda one: one["id"])]


def test_reserved_by_somebody_is_not_cc_by(world: World):
    """It looked for "by"."""
    told = ["All rights reserved by OR Books", "© 2016 by the authors. All rights reserved", "CC BY 4.0"]
    bring(world, *({"Title": text, "Rights": text} for text in told))
    assert [one["rights"] for one in seen(world)] == ["all-rights-reserved", "all-rights-reserved", "cc-by"]
    assert [one["rights_text"] for one in seen(world)] == told
    assert [one["title"] for one in seen(world, "rights=cc-by")] == ["CC BY 4.0"]


def test_what_begins_with_public_domain_is_not_reserved(world: World):
    """It took it for all rights reserved."""
    told = ["Public domain", "Public Domain in the United States", "Public domain. Some rights reserved elsewhere."]
    bring(world, *({"Title": text, "Rights": text} for text in told))
    assert {one["rights"] for one in seen(world)} == {"public-domain"}
    assert len(seen(world, "rights=public-domain")) == 3
    assert seen(world, "rights=all-rights-reserved") == []


def test_an_organisation_is_one_author_with_one_name(world: World):
    """It made a person called Inc. of one, and failed at a name without a comma."""
    names = ("Sensorica, Inc.", "World Health Organization", "Loomio", "Cooperativa d'Atenció, SCCL")
    bring(world, {"Title": "Care", "Author": "; ".join((*names, "Scholz, Trebor")), "Editor": "Enspiral Foundation"})
    (one,) = seen(world)
    organisations = [{"name": name, "given": "", "organisation": True} for name in names]
    assert one["authors"] == [*organisations, {"name": "Scholz", "given": "Trebor", "organisation": False}]
    assert one["editors"] == [{"name": "Enspiral Foundation", "given": "", "organisation": True}]


def test_the_kind_of_an_item_becomes_a_format_that_can_be_chosen(world: World):
    """It never wrote formats."""
    kinds = {"book": "book", "journalArticle": "paper", "videoRecording": "video", "computerProgram": "tool"}
    bring(world, *({"Title": kind, "Item Type": kind} for kind in kinds))
    assert [one["terms"]["formats"] for one in seen(world)] == [[format] for format in kinds.values()]
    assert [one["title"] for one in seen(world, "format=video&format=tool")] == ["videoRecording", "computerProgram"]
    counts = world.ask("GET", "/v1/library/resources").json()["facets"]["format"]
    assert {one["id"]: one["count"] for one in counts} == dict.fromkeys(kinds.values(), 1)


@pytest.mark.parametrize(
    ("again", "by"),
    [
        ({"DOI": "https://doi.org/10.1000/ABC"}, "doi"),
        ({"ISBN": "1-68219-062-5"}, "isbn"),
        ({"Url": "http://www.example.org/ours/?utm_source=list"}, "link"),
        ({"Title": "OURS to hack!", "Date": "August 2016"}, "title and year"),
    ],
)
def test_what_is_there_is_known_by_more_than_its_title(world: World, again: dict[str, str], by: str):
    """It knew titles only: another title made a second resource."""
    ours = {"Title": "Ours to Hack", "ISBN": "978-1-68219-062-3", "DOI": "10.1000/abc", "Date": "2016"}
    bring(world, {**ours, "Url": "https://example.org/ours"})
    told = bring(world, {"Title": "Another name", "Url": "https://elsewhere.org/", **again})
    assert (told["added"], [(one["id"], one["by"]) for one in told["duplicates"]]) == ([], [(1, by)])


def test_one_title_may_be_two_resources(world: World):
    """It knew titles only: the second handbook was never taken."""
    told = bring(
        world, {"Title": "Handbook", "Date": "2016"}, {"Title": "Handbook", "Date": "2019"}, {"Title": "Handbook"}
    )
    assert (told["added"], told["duplicates"]) == ([1, 2, 3], [])
