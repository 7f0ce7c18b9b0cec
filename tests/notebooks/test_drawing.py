"""A day as rows to draw: every minute of a round is where it belongs."""

from datasets.eixample import generate
from engine import Plan, kpis
from engine.problem import Client
from notebooks.drawing.rounds import rounds
from notebooks.drawing.stretches import stretches, ways
from notebooks.policies import planned
from tests.notebooks.running import MOVES
from tests.twins import pause, plan, problem, shift, visit

WEEK = problem(
    shift("anna", "08:00-12:00", rest=pause("08:00-12:00", 15)),
    shift("bea", "08:00-10:00", day=1),
    visit("v1", "a", "08:00-12:00"),
    visit("v2", "b", "08:00-12:00"),
    Client("b", "b", usual=("bea",)),
    days=2,
)


def test_a_round_is_told_from_leaving_to_coming_home() -> None:
    # Leaves home at 8:00, is with a 8:10-8:40, has a break 8:50-9:05 at b, waits to 9:10, is with b 9:10-9:40, 20 home.
    rows = stretches(WEEK, plan(WEEK, anna="08:10 v1, 08:50 break, 09:10 v2"), 0)
    told = [(row["kind"], row["from"], row["to"], row["client"]) for row in rows]
    assert told == [
        ("shift", 480, 720, ""),
        ("way", 480, 490, ""),
        ("visit", 490, 520, "a"),
        ("way", 520, 530, ""),
        ("rest", 530, 545, ""),
        ("wait", 545, 550, ""),
        ("visit", 550, 580, "b"),
        ("way", 580, 600, ""),
    ]
    assert [row["usual"] for row in rows if row["kind"] == "visit"] == ["nobody yet", "no"]


def test_a_day_without_work_shows_its_shifts() -> None:
    assert [(row["carer"], row["kind"]) for row in stretches(WEEK, Plan(), 1)] == [("bea", "shift")]


def test_without_coordinates_there_is_no_map() -> None:
    assert ways(WEEK, plan(WEEK, anna="08:10 v1"), 0) == []
    assert len(rounds(WEEK, plan(WEEK, anna="08:10 v1"), 0, "a title").to_dict()["hconcat"]) == 1


def test_a_drawn_week_has_every_visit_once_and_as_much_travel_as_the_figures() -> None:
    week = generate(clients=8, carers=3, days=3, seed=5)
    made = planned(week, week.weights, MOVES)
    rows = [row for day in range(week.days) for row in stretches(week, made, day)]
    visits = [row["visit"] for row in rows if row["kind"] == "visit"]
    assert sorted(visits) == sorted(visit for visit, _, _ in made.visits())
    travel = sum(row["to"] - row["from"] for row in rows if row["kind"] == "way")
    assert travel == kpis(week, made).travel_minutes


def test_the_map_runs_from_home_to_home_and_keeps_distances() -> None:
    week = generate(clients=8, carers=3, days=3, seed=5)
    made = planned(week, week.weights, MOVES)
    corners = ways(week, made, 0)
    shifts = {corner["shift"] for corner in corners}
    assert shifts
    for shift_id in shifts:
        mine = [corner for corner in corners if corner["shift"] == shift_id]
        assert [corner["order"] for corner in mine] == list(range(len(mine)))
        assert (mine[0]["kind"], mine[-1]["kind"]) == ("home", "home")
    west, east = (pick(corner["east"] for corner in corners) for pick in (min, max))
    assert 0 < east - west < 5000  # metres, not degrees
