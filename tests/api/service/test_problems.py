"""Problems over HTTP: versions, conditions and pages."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.access.principal import Role
from tests.api.service.parts import TEXT, World, served

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def world() -> Iterator[World]:
    with served(requests_a_second=100_000) as found:
        yield found


def put(world: World, id: str, name: str = "a small week", **conditions: str):
    headers = JSON | {key.replace("_", "-"): value for key, value in conditions.items()}
    text = TEXT.replace("a small week", name)
    return world.as_role(Role.PLANNER, "PUT", f"/v1/problems/{id}", content=text, headers=headers)


def get(world: World, id: str, query: str = "", **headers: str):
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return world.as_role(Role.PLANNER, "GET", f"/v1/problems/{id}{query}", headers=named)


def test_a_problem_is_put_and_read_back(world: World):
    made = put(world, "week-48")
    assert made.status_code == 201
    assert made.headers["Location"] == "/v1/problems/week-48"
    assert made.json()["visits"] == 2
    read = get(world, "week-48")
    assert (read.status_code, read.text, read.headers["ETag"]) == (200, TEXT, made.headers["ETag"])
    assert made.headers["ETag"] == f'"{made.json()["etag"]}"'


PACKAGES: dict[str, Any] = {
    "packages": [
        {"client": "iris", "minutes": 20, "weekdays": ["mon"], "opens": "08:00", "closes": "09:00", "name": "insulin"},
        {
            "client": "iris",
            "minutes": 30,
            "weekdays": ["mon"],
            "opens": "08:00",
            "closes": "10:00",
            "name": "breakfast",
        },
    ],
    "ties": [{"client": "iris", "first": "insulin", "second": "breakfast", "least": 15, "most": 60}],
    "holidays": ["2026-03-19"],
}


def test_packages_ties_and_holidays_come_back(world: World):
    made = world.as_role(Role.PLANNER, "PUT", "/v1/problems/w", json=json.loads(TEXT) | PACKAGES)
    assert (made.status_code, made.json()["visits"]) == (201, 4)
    told = get(world, "w").json()
    assert [one["id"] for one in told["visits"]] == ["v1", "v2"]
    assert told["holidays"] == ["2026-03-19"]
    for name in ("packages", "ties"):
        for one, asked in zip(told[name], PACKAGES[name], strict=True):
            clocks = {key: f"{value}:00" for key, value in asked.items() if key in ("opens", "closes")}
            assert one | asked | clocks == one
    headers = {"If-Match": made.headers["ETag"]}
    again = world.as_role(Role.PLANNER, "PUT", "/v1/problems/w", json=told, headers=headers)
    assert again.json()["version"] == 1  # the same text again makes none


def test_a_visit_of_a_package_is_replaced_by_its_id(world: World):
    document = json.loads(TEXT) | PACKAGES
    moved = document["visits"][0] | {"id": "iris-insulin-2026-03-02", "duration": 99}
    document["visits"].append(moved)
    made = world.as_role(Role.PLANNER, "PUT", "/v1/problems/w", json=document)
    assert made.json()["visits"] == 4
    assert [one["duration"] for one in get(world, "w").json()["visits"]] == [30, 45, 99]


def test_holidays_of_a_region_come_back_as_dates(world: World):
    document = json.loads(TEXT) | {"start": "2026-06-24", "holidays": ["ES-CT"]}
    assert world.as_role(Role.PLANNER, "PUT", "/v1/problems/w", json=document).status_code == 201
    assert get(world, "w").json()["holidays"] == ["2026-06-24"]


def test_a_fault_of_a_package_or_a_tie_says_where_it_stands(world: World):
    document = json.loads(TEXT) | json.loads(json.dumps(PACKAGES))
    document["packages"][1]["minutes"] = 0
    document["ties"][0]["second"] = "lunch"
    refused = world.as_role(Role.PLANNER, "PUT", "/v1/problems/w", json=document)
    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json()["faults"]] == ["/packages/1/minutes", "/ties/0/second"]
    assert "iris" not in refused.text
    assert "lunch" not in refused.text


def test_a_reader_who_has_it_gets_nothing(world: World):
    etag = put(world, "week-48").headers["ETag"]
    for condition in (etag, f'"other", W/{etag}', "*"):
        answer = get(world, "week-48", If_None_Match=condition)
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
        assert get(world, "week-48", "?version=1", If_None_Match=condition).status_code == 304
    assert get(world, "week-48", If_None_Match='"other"').status_code == 200


def test_older_versions_can_be_read(world: World):
    first = put(world, "week-48").headers["ETag"]
    second = put(world, "week-48", "another", If_Match=first)
    assert (second.status_code, second.json()["version"]) == (200, 2)
    assert "another" in get(world, "week-48").text
    assert get(world, "week-48", "?version=1").text == TEXT
    assert get(world, "week-48", "?version=3").status_code == 404
    assert get(world, "week-48", "?version=0").json()["faults"][0]["pointer"] == "query#version"


def test_what_exists_is_replaced_only_by_who_says_which_version(world: World):
    etag = put(world, "week-48").headers["ETag"]
    without = put(world, "week-48", "another")
    assert (without.status_code, without.json()["code"]) == (428, "condition-missing")
    assert without.headers["ETag"] == etag
    assert put(world, "week-48", "another", If_Match='"older"').status_code == 412
    assert put(world, "week-48", "another", If_None_Match="*").status_code == 412
    assert put(world, "week-48", "another", If_Match="*").status_code == 200
    assert put(world, "week-49", If_Match="*").json()["code"] == "stale"
    assert put(world, "week-49", If_Match=etag).status_code == 412
    assert put(world, "week-49", If_None_Match="*").status_code == 201
    assert put(world, "week-49", If_None_Match='"x"').json()["faults"][0]["pointer"] == "header#If-None-Match"


def test_of_many_who_read_the_same_version_one_writes(world: World):
    etag = put(world, "week-48").headers["ETag"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: put(world, "week-48", f"by {n}", If_Match=etag).status_code, range(12)))
    assert sorted(answers) == [200] + 11 * [412]
    assert get(world, "week-48", "?version=2").status_code == 200
    assert get(world, "week-48", "?version=3").status_code == 404


def test_of_many_who_make_the_same_problem_one_does(world: World):
    with ThreadPoolExecutor(8) as pool:
        bare = list(pool.map(lambda n: put(world, "new", f"by {n}").status_code, range(8)))
        starred = list(pool.map(lambda n: put(world, "newer", f"by {n}", If_None_Match="*").status_code, range(8)))
    assert sorted(bare) == [201] + 7 * [428]
    assert sorted(starred) == [201] + 7 * [412]


def test_a_problem_is_deleted_only_in_the_version_that_was_read(world: World):
    def delete(**headers: str):
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return world.as_role(Role.PLANNER, "DELETE", "/v1/problems/week-48", headers=named)

    etag = put(world, "week-48").headers["ETag"]
    assert delete().status_code == 428
    assert delete(If_Match='"older"').status_code == 412
    gone = delete(If_Match=etag)
    assert (gone.status_code, gone.content) == (204, b"")
    assert delete(If_Match=etag).status_code == 404
    assert get(world, "week-48").status_code == 404
    assert world.as_role(Role.PLANNER, "GET", "/v1/problems").json() == {"items": []}


def test_pages_hold_everything_once_while_others_write(world: World):
    for number in range(7):
        world.put(f"week-{number}")
    seen, url = [], "/v1/problems?limit=3"
    while url:
        answer = world.as_role(Role.ANALYST, "GET", url)
        seen += [item["id"] for item in answer.json()["items"]]
        url = answer.links.get("next", {}).get("url")
        if len(seen) == 3:
            world.put("week-1a")  # behind us: not seen
            world.put("week-6a")  # before us: seen
    assert seen == [*(f"week-{number}" for number in range(7)), "week-6a"]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", f"after={'x' * 300}"])
def test_a_page_that_cannot_be_is_refused(world: World, query: str):
    answer = world.as_role(Role.PLANNER, "GET", f"/v1/problems?{query}")
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["pointer"] == f"query#{query.split('=')[0]}"


@pytest.mark.parametrize("id", ["-x", "a b", "é", "x" * 101, ".hidden", "a%00b"])
def test_names_that_are_none_are_refused(world: World, id: str):
    assert put(world, id).json()["faults"] == [
        {"pointer": "path#id", "field": "id", "remedy": "give a text that matches ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"}
    ]


def test_faults_are_told_where_they_are(world: World):
    answer = world.as_role(
        Role.PLANNER, "PUT", "/v1/problems/x", content=TEXT.replace('"iris"', '"nobody"', 1), headers=JSON
    )
    assert answer.status_code == 422
    assert answer.json()["faults"]
    assert all(fault["pointer"].startswith("/") for fault in answer.json()["faults"])
