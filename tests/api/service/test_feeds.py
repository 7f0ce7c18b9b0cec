"""The address of a carer's calendar, and the calendar: read back by the library, and with nothing in it but times."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from icalendar import Calendar

from api.access.principal import Role
from api.store import people
from engine.plan import Plan, Route, Stop
from engine.problem import Problem, Visit, Window
from tests.api.answering.weeks import week
from tests.api.service.parts import AT_HOME, HOME, SMALL, World, keep, key_of, served
from tests.problems import random_plan


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def made(world: World, person: str = "berta") -> str:
    """The path of a new calendar."""
    answer = world.ask("POST", "/v1/me/feed", key_of(world.store, "sol", Role.CARER, person=person))
    assert answer.status_code == 201, answer.text
    return answer.json()["path"]


def events(text: bytes) -> list[tuple[datetime, datetime]]:
    found = Calendar.from_ical(text)
    assert found.errors == []
    return [(one.decoded("dtstart"), one.decoded("dtend")) for one in found.walk("VEVENT")]


def test_a_calendar_has_the_carers_own_visits_and_no_others(world: World):
    given = week()
    plan = random_plan(given, Random(4))
    keep(world.store, "sol", "week", given, plan)
    for carer in given.carers:
        answer = world.ask("GET", made(world, carer.id))
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        clock = given.calendar.clock
        mine = [
            (clock(stop.start), clock(stop.end))
            for _, shift, stop in plan.visits()
            if given.shift[shift].carer == carer.id
        ]
        assert sorted(events(answer.content)) == sorted(mine)


def test_it_names_nobody_and_tells_no_care(world: World):
    given = week()
    plan = keep(world.store, "sol", "week", given, random_plan(given, Random(4)))
    carer = max(given.carers, key=lambda one: len(world_visits(world, plan, one.id)))
    text = world.ask("GET", made(world, carer.id)).text
    names = {one.id for one in (*given.carers, *given.clients, *given.visits, *given.shifts)} - {
        one.id for one in given.places
    }
    told = re.sub(r"\r\n ", "", text)
    places = "\r\n".join(line for line in told.splitlines() if line.startswith("LOCATION:"))
    rest = "\r\n".join(line for line in told.splitlines() if not line.startswith("LOCATION:"))
    assert places
    assert [name for name in {*names, *(one.id for one in given.places)} if name in rest] == []
    kinds = {str(kind) for event in Calendar.from_ical(text).walk("VEVENT") for kind in event}
    assert kinds == {"SUMMARY", "UID", "DTSTAMP", "DTSTART", "DTEND", "LOCATION", "LAST-MODIFIED"}
    assert {line for line in told.splitlines() if line.startswith("SUMMARY")} == {"SUMMARY:Visit"}


def world_visits(world: World, plan: str, carer: str) -> list[str]:
    key = key_of(world.store, "sol", Role.CARER, person=carer)
    told = world.ask("GET", "/v1/me/week", key, params={"plan": plan}).json()
    return [stop["visit"] for one in told["rounds"] for stop in one["stops"] if stop["visit"]]


def test_places_are_left_out_where_the_co_op_says_so():
    with served(places_for_carers="none") as world:
        world.home()
        assert "LOCATION" not in world.ask("GET", made(world)).text


def _over_the_change() -> tuple[Problem, Plan]:
    """A visit on the day before the clocks change in Madrid, and one on the day itself, both at nine."""
    problem = replace(
        SMALL,
        start=date(2026, 10, 24),
        days=2,
        timezone="Europe/Madrid",
        shifts=tuple(replace(one, end=48 * 60) for one in SMALL.shifts),
        visits=(
            Visit("v1", "iris", 30, (Window(480, 600),)),
            Visit("v2", "iris", 30, (Window(24 * 60 + 500, 24 * 60 + 700),)),
        ),
    )
    clock = problem.calendar.tick
    nine = [clock(date(2026, 10, day), datetime(2026, 1, 1, 9).time()) for day in (24, 25)]
    return problem, Plan((Route("b1", tuple(Stop(f"v{n + 1}", at, at + 30) for n, at in enumerate(nine))),))


def test_clock_times_hold_over_a_clock_change(world: World):
    keep(world.store, "sol", HOME, *_over_the_change())
    text = world.ask("GET", made(world)).content
    found = sorted(events(text))
    assert [one.hour for one, _ in found] == [9, 9]
    assert [one.astimezone(UTC).hour for one, _ in found] == [7, 8]  # summer time until the Sunday
    zones = Calendar.from_ical(text).walk("VTIMEZONE")
    assert [str(one["tzid"]) for one in zones] == ["Europe/Madrid"]
    offsets = {part.name: part.decoded("tzoffsetto") for part in zones[0].subcomponents}
    assert offsets == {"DAYLIGHT": timedelta(hours=2), "STANDARD": timedelta(hours=1)}


def test_a_visit_keeps_its_id_from_plan_to_plan(world: World):
    def ids() -> set[str]:
        return {str(one["uid"]) for one in Calendar.from_ical(world.ask("GET", path).content).walk("VEVENT")}

    world.home()
    path = made(world)
    before = ids()
    later = Plan((Route("b1", (Stop("v1", 550, 580),)), *AT_HOME.routes[1:]))
    keep(world.store, "sol", HOME, SMALL, later)
    assert ids() == before
    assert [start.hour for start, _ in events(world.ask("GET", path).content)] == [9]


def test_what_was_seen_is_not_sent_again(world: World):
    world.home()
    path = made(world)
    first = world.ask("GET", path)
    etag = first.headers["ETag"]
    assert world.ask("GET", path, headers={"If-None-Match": etag}).status_code == 304
    world.home()
    newer = world.ask("GET", path, headers={"If-None-Match": etag})
    assert newer.status_code == 200
    assert newer.headers["ETag"] != etag


def test_an_address_is_renewed_and_revoked(world: World):
    world.home()
    first, second = made(world), made(world)
    assert world.ask("GET", first).status_code == 404
    assert world.ask("GET", second).status_code == 200
    assert world.as_role(Role.CARER, "GET", "/v1/me/feed").status_code == 200
    assert world.as_role(Role.CARER, "DELETE", "/v1/me/feed").status_code == 204
    assert world.ask("GET", second).status_code == 404
    assert world.as_role(Role.CARER, "GET", "/v1/me/feed").status_code == 404


def test_no_other_address_opens_anything_and_whoever_guesses_is_slowed_down():
    with served(requests_a_second=5) as world:
        world.home()
        path = made(world)
        coop, id, secret = path.removeprefix("/calendar/").removesuffix(".ics").split("_")
        wrong = [f"{coop}_{id}_{secret[:-1]}", f"nobody_{id}_{secret}", f"{coop}_{'0' * 26}_{secret}", "x"]
        assert [world.ask("GET", f"/calendar/{one}.ics").status_code for one in wrong] == [404] * 4
        statuses = [world.ask("GET", f"/calendar/{wrong[0]}.ics").status_code for _ in range(8)]
        assert statuses[-1] == 429


def test_it_goes_with_the_carer(world: World):
    world.home()
    path = made(world)
    with world.store.of("sol") as books:
        people.erase(books, "carer", "berta")
    assert world.ask("GET", path).status_code == 404


def test_a_week_of_somebody_who_was_erased_is_left_out_and_the_others_stay(world: World):
    world.home()
    iris_alone = {"clients": SMALL.clients[:1], "visits": SMALL.visits[:1]}
    other = replace(SMALL, carers=SMALL.carers[:1], shifts=SMALL.shifts[:1], name="another", **iris_alone)
    keep(world.store, "sol", "another", other, Plan(AT_HOME.routes[:1]))
    path = made(world)
    assert len(events(world.ask("GET", path).content)) == 2
    with world.store.of("sol") as books:
        people.erase(books, "client", "jana")
    assert len(events(world.ask("GET", path).content)) == 1


def test_the_log_has_no_secret(world: World, log):
    world.home()
    path = made(world)
    world.ask("GET", path)
    assert "/calendar/{secret}.ics" in log.getvalue()
    assert path.split("_")[-1].removesuffix(".ics") not in log.getvalue()
