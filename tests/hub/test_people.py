"""The pages of carers, clients and members: what they tell, what they do, and whom they never name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from icalendar import Calendar

from api.access.principal import Role
from api.hub.speech import LANGUAGES
from api.routes.coop import TOLD
from api.store import audit, people, problems, sessions
from datasets.eixample import generate
from engine.data.canonical import read_problem
from engine.plan import Plan
from tests.api.answering.weeks import week
from tests.api.service.parts import AT_HOME, HOME, SMALL, World, keep, key_of, served
from tests.hub.browsing import ask, signed_in
from tests.problems import random_plan

PLAN = random_plan(week(), Random(4))


@pytest.fixture
def world() -> Iterator[World]:
    with served() as found:
        yield found


def get(world: World, role: Role, path: str, **more) -> str:
    answer = ask(world, "GET", path, signed_in(world, role), **more)
    assert answer.status_code == 200, answer.text
    return answer.text


def words(page: str) -> str:
    """What a page says, without its tags."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def as_person(world: World, role: Role, person: str) -> dict[str, str]:
    key = key_of(world.store, "sol", role, person=person)
    with world.store.of("sol") as books:
        return {"ronda_session": sessions.begin(books, key.split("_")[2])}


# -- the carer ---------------------------------------------------------------------------------------------------------


def test_a_carer_reads_the_week_and_why(world: World):
    plan = world.home()
    page = get(world, Role.CARER, "/hub/week")
    assert "08:10–08:40" in words(page)
    assert "iris" in words(page)
    assert "jana" not in page
    assert "dora" not in page
    why = get(world, Role.CARER, "/hub/week/why", params={"plan": plan, "visit": "v1"})
    assert "v1 at iris is yours on Monday 2 March at 08:10." in words(why)


def test_a_carer_asks_for_a_swap_the_planner_answers_and_the_carer_reads_it(world: World):
    plan = world.home()
    form = get(world, Role.CARER, "/hub/week/swap", params={"plan": plan, "visit": "v1"})
    assert 'name="visit" value="v1"' in form
    sent = {"plan": plan, "visit": "v1", "reason": "a wedding"}
    answer = ask(world, "POST", "/hub/week/swap", signed_in(world, Role.CARER), data=sent)
    assert (answer.status_code, answer.headers["Location"][:15]) == (303, "/hub/asks?done=")
    mine = words(get(world, Role.CARER, answer.headers["Location"]))
    assert "Swap of the visit v1" in mine
    assert "waits for an answer" in mine

    found = re.search(r"/hub/asked/(\w+)", get(world, Role.PLANNER, "/hub/asked"))
    assert found is not None
    page = get(world, Role.PLANNER, found[0])
    assert "a wedding" in page
    assert "dora takes v1 at iris" in words(page)
    assert f'href="/hub/plans/{plan}/visit?visit=v1"' in page
    replied = {"answer": "accept", "words": "Dora goes"}
    assert ask(world, "POST", found[0], signed_in(world, Role.PLANNER), data=replied).status_code == 303
    mine = words(get(world, Role.CARER, "/hub/asks"))
    assert "accepted" in mine
    assert "Dora goes" in mine
    assert "Take it back" not in mine


def test_what_was_asked_is_taken_back(world: World):
    id = world.petition()
    answer = ask(world, "POST", f"/hub/asks/{id}/withdraw", signed_in(world, Role.CARER))
    assert answer.status_code == 303
    assert "taken back" in words(get(world, Role.CARER, "/hub/asks"))
    assert (
        ask(world, "POST", f"/hub/asks/{world.petition()}/withdraw", signed_in(world, Role.CLIENT)).status_code == 404
    )


def test_a_calendars_address_is_shown_once_and_opens(world: World):
    world.home()
    cookies = signed_in(world, Role.CARER)
    page = ask(world, "POST", "/hub/calendar", cookies).text
    found = re.search(r'value="http://testserver(/calendar/[^"?]+)\?language=en"', page)
    assert found is not None
    assert len(Calendar.from_ical(world.ask("GET", found[1]).content).walk("VEVENT")) == 1
    later = ask(world, "GET", "/hub/calendar", cookies).text
    assert found[1] not in later
    assert "You have had an address since" in later
    ask(world, "POST", "/hub/calendar/revoke", cookies)
    assert world.ask("GET", found[1]).status_code == 404


def test_no_carers_page_tells_of_anybody_elses_client(world: World):
    plan = keep(world.store, "sol", "week", week(), PLAN)
    for carer in week().carers:
        own = {
            week().visit[visit].client: visit
            for visit, shift, _ in PLAN.visits()
            if week().shift[shift].carer == carer.id
        }
        cookies = as_person(world, Role.CARER, carer.id)
        pages = [ask(world, "GET", "/hub/week", cookies, params={"plan": plan}).text]
        for visit in list(own.values())[:2]:
            pages.append(ask(world, "GET", "/hub/week/why", cookies, params={"plan": plan, "visit": visit}).text)
        strange = {one.id for one in week().clients} - set(own) | {one.id for one in week().carers} - {carer.id}
        for page in pages:
            assert [id for id in strange if re.search(rf"(?<![\w-]){re.escape(id)}(?![\w])", page)] == []


# -- the client --------------------------------------------------------------------------------------------------------


def test_a_client_reads_who_comes_and_refuses_a_carer(world: World):
    plan = world.home()
    page = get(world, Role.CLIENT, "/hub/visits")
    assert "berta" in words(page)
    assert "jana" not in page
    assert "dora" not in page
    form = get(world, Role.CLIENT, "/hub/visits/refuse", params={"plan": plan, "carer": "berta"})
    assert "berta should not come any more" in words(form)
    sent = {"plan": plan, "carer": "berta", "reason": ""}
    answer = ask(world, "POST", "/hub/visits/refuse", signed_in(world, Role.CLIENT), data=sent)
    assert answer.status_code == 303

    found = re.search(r"/hub/asked/(\w+)", get(world, Role.PLANNER, "/hub/asked"))
    assert found is not None
    replied = {"answer": "accept", "words": "", "problem": HOME}
    ask(world, "POST", found[0], signed_in(world, Role.PLANNER), data=replied)
    with world.store.reading("sol") as books:
        assert read_problem(problems.get(books, HOME)[1].encode()).client["iris"].refuses == ("berta",)
    assert "accepted" in words(get(world, Role.CLIENT, "/hub/asks"))


def test_a_client_cannot_refuse_who_never_comes(world: World):
    plan = world.home()
    cookies = signed_in(world, Role.CLIENT)
    asked = {"plan": plan, "carer": "dora"}
    assert ask(world, "GET", "/hub/visits/refuse", cookies, params=asked).status_code == 404
    assert ask(world, "POST", "/hub/visits/refuse", cookies, data=asked).status_code == 422


def test_visits_that_nobody_makes_are_told(world: World):
    ahead = replace(SMALL, start=SMALL.start.replace(year=2099))
    keep(world.store, "sol", HOME, ahead, Plan(AT_HOME.routes[1:]))
    page = words(get(world, Role.CLIENT, "/hub/visits"))
    assert "Nobody comes in this plan." in page
    assert "Not arranged yet" in page


# -- the member --------------------------------------------------------------------------------------------------------


def test_the_members_page_holds_no_id_of_anybody(world: World):
    given = generate(24, 14, seed=3)
    keep(world.store, "sol", "week", given, random_plan(given, Random(2)))
    ids = {one.id for one in (*given.carers, *given.clients, *given.visits, *given.shifts, *given.places)}
    for path in ("/hub/coop", "/hub/coop/changes"):
        for role in (Role.MEMBER, Role.CARER, Role.CLIENT, Role.PLANNER):
            page = get(world, role, path)
            assert [id for id in ids if id in page] == []
    page = words(get(world, Role.MEMBER, "/hub/coop"))
    for said in ("Hours against the contract", "Carers per client", "is never broken", "for each minute"):
        assert said in page, said


def test_of_a_handful_the_page_says_that_nothing_is_told(world: World):
    world.home()
    page = words(get(world, Role.MEMBER, "/hub/coop"))
    assert page.count("Fewer than five people: nothing is told.") == 6


def test_changes_are_told_by_day_and_role(world: World):
    world.home()
    page = words(get(world, Role.MEMBER, "/hub/coop/changes"))
    assert "A plan was published Planner" in page


def test_every_act_is_told_in_words(world: World):
    with world.store.of("sol") as books:
        for act in TOLD:
            audit.note(books, "key-1", "planner", act, "thing:1")
    page = words(get(world, Role.MEMBER, "/hub/coop/changes"))
    assert [act for act in TOLD if act in page] == []


# -- all of them -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "path"), [(Role.CARER, "/hub/week"), (Role.CLIENT, "/hub/visits"), (Role.MEMBER, "/hub/coop")]
)
def test_before_anything_is_published_the_page_says_so(world: World, role: Role, path: str):
    assert "No plan yet" in words(get(world, role, path))
    world.home()
    with world.store.of("sol") as books:
        people.erase(books, "client", "jana")
    assert "whose data were erased" in words(get(world, role, path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(world: World, language: str):
    petition = world.petition()
    plan = world.home()
    headers = {"Accept-Language": language}
    why = {"plan": plan, "visit": "v1"}
    for role, path, params in (
        (Role.CARER, "/hub/week", {}),
        (Role.CARER, "/hub/week/swap", why),
        (Role.CLIENT, "/hub/visits", {}),
        (Role.CARER, "/hub/asks", {}),
        (Role.CARER, "/hub/calendar", {}),
        (Role.MEMBER, "/hub/coop", {}),
        (Role.MEMBER, "/hub/coop/changes", {}),
        (Role.PLANNER, f"/hub/asked/{petition}", {}),
        (Role.CARER, "/hub/week/why", why),
    ):
        answer = ask(world, "GET", path, signed_in(world, role), params=params, headers=headers)
        assert answer.status_code == 200, (path, answer.text)
        assert f'<html lang="{language}">' in answer.text


def test_the_first_page_is_small(world: World):
    plan = keep(world.store, "sol", "week", week(), PLAN)
    for carer in week().carers:
        page = ask(world, "GET", "/hub/week", as_person(world, Role.CARER, carer.id), params={"plan": plan})
        assert len(page.content) < 100_000
