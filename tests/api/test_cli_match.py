"""ronda match: what is typed, what is told, and what is refused."""

import json
from datetime import time
from pathlib import Path

import pytest

from datasets.eixample import example, generate
from engine.check import check
from engine.data import canonical
from engine.limits import Limits
from engine.plan import Plan, Route, Stop
from engine.problem import CarePackage, joined
from engine.strategies.search import search
from tests.api.cli_runs import Run, ronda

WEEK = generate(clients=20, carers=6, seed=3)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("week")
    problem, plan = folder / "week.json", folder / "plan.json"
    canonical.write_problem(WEEK, problem)
    canonical.write_plan(search(WEEK, Limits(iterations=20_000)).plan, plan, WEEK.name)
    return problem, plan


def asked(files: tuple[Path, Path], *words: object) -> Run:
    return ronda("match", *files, *words)


USUAL = ("--client", "client-01", "--on", "mon,thu", "--between", "17:00-19:30", "--minutes", 45, "--carers", 2)


def test_offers_are_told_and_cost_what_the_referee_says(files):
    run = asked(files, *USUAL, "--json")
    assert run.code == 0
    plan = canonical.read_plan(files[1])
    before = check(WEEK, plan)
    package = CarePackage("client-01", 45, ("mon", "thu"), time(17), time(19, 30), name="asked")
    visits, links = package.visits(WEEK.calendar)
    later = joined(WEEK, visits, (), links)
    assert run.json["visits"] == [visit.id for visit in visits]
    assert run.json["offers"]
    for offer in run.json["offers"]:
        rounds = {
            one["shift"]: Route(one["shift"], tuple(Stop(**stop) for stop in one["stops"])) for one in offer["routes"]
        }
        kept = (route for route in plan.routes if route.shift not in rounds)
        after = check(later, Plan((*kept, *rounds.values())))
        assert offer["cost"] == pytest.approx(after.cost - before.cost)
        assert all("T1" in slot["starts_at"] for slot in offer["slots"])
    text = asked(files, *USUAL)
    assert "client-01 needs 2 visits of 45 minutes, beginning between 17:00 and 19:30: Mon 23, Thu 26." in text.out
    assert f" 1. {run.json['offers'][0]['sentences'][0]}" in text.out
    assert "Used: " in text.out


def test_a_request_file_asks_the_same(files, tmp_path):
    package = {
        "client": "client-01",
        "minutes": 45,
        "weekdays": ["mon", "thu"],
        "opens": "17:00",
        "closes": "19:30",
        "name": "asked",
    }
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"format": "ronda-request-1", "packages": [package], "carers": 2}))
    assert asked(files, request, "--json").json == asked(files, *USUAL, "--json").json


def test_so_many_times_a_week_on_any_of_the_days(files):
    told = ("--client", "client-01", "--on", "mon,tue,wed,thu,fri", "--between", "17:00-19:30", "--minutes", 45)
    run = asked(files, *told, "--times", 2, "--apart", 2, "--carers", 0, "--json")
    assert run.code == 0
    days = [slot["starts_at"][8:10] for slot in run.json["offers"][0]["slots"]]
    assert int(days[1]) - int(days[0]) > 2
    refused = asked(files, *told, "--times", 6)
    assert refused.code == 2
    assert "times = 6: give 1 up to the number of weekdays" in " ".join(refused.err.split())


def test_a_new_client_at_a_new_place_is_asked_for_by_file(files, tmp_path):
    door = WEEK.places[3]
    place = {"id": "new-door", "latitude": door.latitude, "longitude": door.longitude}
    package = {"client": "maria", "minutes": 45, "weekdays": ["mon"], "opens": "17:00", "closes": "20:00"}
    request = tmp_path / "request.json"
    asks = {"places": [place], "clients": [{"id": "maria", "place": "new-door"}], "packages": [package]}
    request.write_text(json.dumps({"format": "ronda-request-1"} | asks))
    run = asked(files, request, "--json")
    assert run.code == 0
    assert run.json["visits"] == ["maria-care-2026-11-23"]
    del asks["places"]
    request.write_text(json.dumps({"format": "ronda-request-1"} | asks))
    assert "new-door" in asked(files, request).err


def test_nobody_is_an_answer_with_what_would_help(files):
    run = asked(files, *USUAL, "--needs", "flying:2", "--json")
    assert run.code == 3
    assert run.json["offers"] == []
    assert [one["sentence"] for one in run.json["advice"] if one["help"] == "training"]
    assert {out["carer"] for out in run.json["ruled_out"]} == {carer.id for carer in WEEK.carers}
    assert "Train one carer in flying (level 2)" in asked(files, *USUAL, "--needs", "flying:2").out


def test_two_carers_one_day_and_nobody_left_out_in_catalan(files):
    run = asked(files, *USUAL[:2], "--on", "2026-11-25", *USUAL[4:], "--two", "--language", "ca")
    assert "client-01 necessita 2 visites de 45 minuts, amb inici entre les 17:00 i les 19:30: dc. 25." in run.out


def test_a_later_week_is_said_to_be_beyond_the_plan(files):
    assert asked(files, *USUAL, "--weeks", 12, "--json").json["beyond"] == 22


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--client", "client-01"), "--on"),
        ((*USUAL[:2], "--on", "noday", *USUAL[4:]), "give weekdays"),
        ((*USUAL[:4], "--between", "8 to 9", *USUAL[6:]), "09:00-10:30"),
        ((*USUAL, "--needs", "hoist:x"), "hoist:1"),
        ((*USUAL[:2], "--on", "2026-11-25", *USUAL[4:], "--weeks", 2), "--weeks"),
        ((*USUAL[:2], "--on", "2031-11-25", *USUAL[4:]), "plan those weeks first"),
        (("--client", "nobody", *USUAL[2:]), "nobody"),
        ((*USUAL, "--without", "nobody"), "no such carer"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_next_step(files, words, told):
    run = asked(files, *words)
    assert run.code == 2
    assert told in run.err


def test_a_plan_that_nobody_could_live_is_refused(files, tmp_path):
    plan = canonical.read_plan(files[1])
    route = next(route for route in plan.routes if len(route.stops) > 1)
    first, second, *others = route.stops
    broken = Route(route.shift, (second, first, *others))
    canonical.write_plan(Plan((broken, *(one for one in plan.routes if one != route))), tmp_path / "p.json", WEEK.name)
    run = ronda("match", files[0], tmp_path / "p.json", *USUAL)
    assert run.code == 2
    assert "not_there_yet" in run.err


def test_the_example_asks_for_a_client_with_little_care():
    request = example(WEEK)
    fewest = min(len(visits) for visits in WEEK.visits_of.values())
    assert len(WEEK.visits_of[request.packages[0].client]) == fewest
    visits, _, beyond = request.expanded(WEEK.calendar)
    assert (len(visits), beyond) == (3, 33)


@pytest.mark.slow
def test_without_anything_the_demo_week_is_planned_and_its_example_answered():
    run = ronda("match")
    assert run.code in (0, 3)  # how good the plan gets in ten seconds, and what room it leaves, is the machine's
    assert ("Offers" in run.out) == (run.code == 0)
    assert "3 visits of 60 minutes, beginning between 18:00 and 20:00" in run.out
