"""What the benchmark of whole weeks measures plans against."""

from benchmarks.week.runs import Order, measure, without_faces
from benchmarks.week.servable import Servable
from benchmarks.week.table import comparison
from datasets.eixample import unservable
from datasets.weeks import case
from engine.problem import Carer, Competency, Link, Need, Weights
from tests.twins import problem, shift, visit


def test_the_visits_that_nobody_can_make_are_found() -> None:
    given = case("superilla")
    assert {one.id for one in given.visits} - Servable(given).visits == set(unservable(given))


def test_days_off_and_visits_by_two_force_more_carers() -> None:
    given = problem(
        Carer("aina", (Competency("hoist"),)),
        Carer("berta", (Competency("hoist"),)),
        *(shift("aina", day=day) for day in (0, 1)),
        *(shift("berta", day=day) for day in (1, 2)),
        *(shift("carme", day=day) for day in (0, 1, 2)),
        *(visit(f"a{day}", "a", day=day) for day in (0, 1, 2)),
        *(visit(f"b{day}", "b", day=day) for day in (0, 1)),
        visit("b-hoist", "b", day=2, needs=(Need("hoist", 1),)),
        *(visit(f"c{day}", "c", "10:00-12:00", day=1, needs=(Need("hoist", 1),)) for day in (1, 2)),
        Link("c1", "c2", 0, 0, "different"),
        Weights(),
        days=3,
    )
    known = Servable(given)
    fewest = {client: known.fewest(given.visits_of[client]) for client in ("a", "b", "c")}
    assert fewest == {"a": 1, "b": 2, "c": 2}


def test_a_visit_that_only_fits_late_or_in_overtime_is_not_servable() -> None:
    given = problem(
        shift("aina", "08:00-12:00"),
        visit("early", "a", "06:00-07:00"),
        visit("fits", "a", "11:00-11:20", duration=30),
        visit("over", "a", "11:50-12:00", duration=30),
        Weights(),
    )
    assert Servable(given).visits == {"fits"}


def test_a_run_gives_a_row_that_the_table_shows() -> None:
    row = measure(Order("superilla", 1, 3.0, 1, "asked"))
    assert (row.visits, row.servable, row.violations) == (454, 448, 0)
    assert row.fewest <= row.carers_mean
    assert f"{100 * row.planned / 448:.2f} %" in comparison([row])


def test_the_contrast_asks_for_nothing_about_faces() -> None:
    weights = without_faces(case("superilla")).weights
    assert {weights.values[rule] for rule in ("continuity", "usual_carer", "preferred_carer")} == {0}
