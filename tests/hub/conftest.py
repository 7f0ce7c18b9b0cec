"""The service on a port of this machine, with a planned week in it, and a browser: once for all walks of a run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from api.access.principal import PERSONAL, Role
from api.access.signed_in import DEMO_ROLES
from api.access.wanted import DEMO, DEMO_COOP
from api.library.seeds import seeds
from api.routes.hub.visitor import COOKIE
from api.store import keys, people, petitions, published, sessions, tools
from api.store.library import courses, letters, planting, resources
from api.store.library.states import Standing
from api.store.petitions import PetitionKind, Subject
from tests.api.answering import weeks
from tests.api.service.parts import World, key_of, served
from tests.hub.walking import CHROMIUM, Hub, browser, listening

WIDE = {"requests_a_second": 100_000, "matches_a_second": 100_000, "letters_an_hour": 100_000}
"""Limits that no walk comes to."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's own; the tests are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on the path: install it to walk the pages")
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """A plan of the small week is published; another, with a visit that nobody makes, is not. The library has what
    comes with Ronda, and something of each kind waits to be looked through."""
    with served("sqlite", "sol", **WIDE) as world, listening(world) as at:
        plan = weeks.put(world.store).plan
        visit = weeks.week().visits[0].id
        draft = weeks.put(world.store, result=weeks.without(visit)).plan
        with world.store.of("sol") as books:
            published.publish(books, plan, "key-1", "planner")
            tools.put(books, "accounts", "Accounts", "https://accounts.example/", "up", {"invoices open": 12})
            tools.put(books, "forum", "Forum", "https://forum.example/", "down", {})
        world.published_weights()
        more = {**_asked(world, plan), **_shelved(world), "waiting": world.waiting("plan")}
        found = Hub(at, world, plan, draft, visit, {role: _cookie(world, role) for role in Role}, more)
        _warm(found)
        yield found


@pytest.fixture(scope="module")
def empty() -> Iterator[Hub]:
    """The service on its first day: nothing is planned, nothing on the shelves; a demo lets anybody look around."""
    with served("sqlite", DEMO_COOP, **WIDE) as world, listening(world) as at:
        with world.store.of(DEMO_COOP) as books:
            for role in DEMO_ROLES:
                kind: Any = role.value
                person = people.pseudonym(books, kind, "p-1") if role in PERSONAL else None
                keys.issue(books, role.value, (), DEMO, datetime.now(UTC) + timedelta(hours=1), person)
        yield Hub(at, world, "", "", weeks.week().visits[0].id, {role: _cookie(world, role) for role in Role})


def _warm(hub: Hub) -> None:
    """Ask what compiles the search, which takes minutes on a machine that has not done so: no browser waits for it."""
    planner = {"Cookie": f"{COOKIE}={hub.cookies[Role.PLANNER]}"}
    for path in ("/hub/plans/{draft}/hole?visit={hole}", "/hub/asked/{swap}"):
        assert hub.world.client.get(hub.path(path), headers=planner).status_code == 200


def _shelved(world: World) -> dict[str, str]:
    """What the library has. resource, course: that readers see; something of each kind waits for those who keep it."""
    with world.store.of("sol") as books:
        planting.plant(books, "key-1", Standing.PUBLISHED)
        first = resources.page(books, None, 1)[0]
        course = courses.page(books, None, 1)[0]
        again = replace(seeds().resources[1], link="https://example.org/handed-in", doi="", isbn=())
        resources.take_in(books, [again], "reader", Standing.SUBMITTED)
        letters.suggest(books, first.number, {"title": "Another title", "published": "1996"}, "the second edition")
        letters.report(books, first.number, first.resource.link, "it says that the page has moved")
    return {"resource": str(first.number), "course": str(course.number)}


def _asked(world: World, plan: str) -> dict[str, str]:
    """What a carer and a client have asked about the plan; own: the visit that is to be swapped, coming: who should not
    come any more, other: somebody with whom the hole is not, idle: somebody who has no shift on its day."""
    week = weeks.week()
    rounds = [(name, week.shift[shift].carer) for name, shift, _ in weeks.planned().plan.visits()]
    own = next(name for name, carer in rounds if carer == week.carers[0].id)
    coming = next(carer for name, carer in rounds if week.visit[name].client == week.clients[0].id)
    with world.store.of("sol") as books:
        carer = people.pseudonym(books, "carer", week.carers[0].id)
        client = people.pseudonym(books, "client", week.clients[0].id)
        of_visit = people.pseudonym(books, "client", week.visit[own].client)
        refused = people.pseudonym(books, "carer", coming)
        told = {"reason": "my daughter's school"}
        swap = petitions.put(books, PetitionKind.SWAP, carer, of_visit, weeks.ID, plan, Subject(visit=own, **told))
        refusal = petitions.put(
            books, PetitionKind.REFUSAL, client, refused, weeks.ID, plan, Subject(carer=coming, **told)
        )
    hole = weeks.week().visits[0].id
    other = next(one.id for one in week.carers if (hole, one.id) not in [(name, carer) for name, carer in rounds])
    there = {shift.carer for shift in week.shifts if week.same_day(week.visit[hole], shift)}
    idle = next(one.id for one in week.carers if one.id not in there)
    return {"own": own, "coming": coming, "other": other, "idle": idle, "swap": swap.id, "refusal": refusal.id}


def _cookie(world: World, role: Role) -> str:
    """The secret of a session of this role; carers and clients are persons of the week."""
    persons = {Role.CARER: weeks.week().carers[0].id, Role.CLIENT: weeks.week().clients[0].id}
    key = key_of(world.store, world.coops[0], role, person=persons.get(role))
    with world.store.of(world.coops[0]) as books:
        return sessions.begin(books, key.split("_")[2])
