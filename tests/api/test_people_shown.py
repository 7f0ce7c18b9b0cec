"""Hours, rest and faces: what the report and the terminal say of each carer and each client."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from api.cli.people_shown import most, print_people
from api.report.packs import pack_rules
from api.report.page import Page
from api.report.people import bounds, known, rested, worked
from api.report.texts import Words
from engine.check import check
from engine.packs import named, under
from engine.plan import Plan, Route, Stop
from engine.problem import Carer, Client, Labour, Problem, Weights
from engine.shapes import LANGUAGES
from tests.twins import at, problem, shift, visit

PACK = named("catalonia-home-care")
WEEK = under(
    problem(
        Carer("aina", contract=300, wanted=600, carried=-90),
        Client("a", "a", usual=("berta", "carla"), carers_target=1),
        Carer("carla"),
        shift("aina", "08:00-20:30", id="mon"),
        shift("aina", "07:00-15:00", day=1, id="tue"),
        shift("aina", "08:00-12:00", day=8, id="next"),
        shift("berta", "08:00-10:00"),
        visit("late", "a", "08:00-20:00"),
        visit("early", "a", "07:00-20:00", day=1),
        visit("after", "a", "07:00-20:00", day=8),
        visit("usual", "a"),
        visit("left", "b"),
        days=14,
    ),
    PACK,
    weekly_rest_over=7,
)
WEEK = replace(WEEK, weights=Weights())
PLAN = Plan(
    (
        Route("mon", (Stop("late", at("19:30"), at("20:00")),)),  # home at 20:10
        Route("tue", (Stop("early", at("07:30", 1), at("08:00", 1)),)),  # away at 7:20: 11 h 10 later
        Route("next", (Stop("after", at("09:00", 8), at("09:30", 8)),)),
        Route("berta", (Stop("usual", at("08:30"), at("09:00")),)),
    )
)


def page(given: Problem = WEEK, plan: Plan = PLAN, language: str = "en") -> Page:
    return Page(given, plan, check(given, plan), Words(language))


def told(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def shown(of: Page, width: int = 80) -> str:
    screen = StringIO()
    print_people(Console(width=width, highlight=False, markup=False, file=screen), of)
    return screen.getvalue()


def test_hours_stand_against_contract_and_wishes_with_the_balance_before_and_after():
    # three visits of half an hour with 20 minutes of way each are 2 h 30; the contract is 10 h in two weeks
    aina = worked(page())[0]
    assert [told(text) for text in (aina.hours, aina.contract, aina.wanted)] == ["2 h 30", "10 h", "20 h"]
    assert [told(text) for text in (aina.carried, aina.balance)] == ["−1 h 30", "−9 h"]
    assert told(aina.weeks) == "1 h 40 / 5 h · 50 min / 5 h"


def test_hours_held_over_two_weeks_are_one_sum():
    pooled = replace(WEEK, labour=replace(WEEK.labour, hours_over=2))
    assert worked(page(pooled))[0].weeks == ""


def test_a_balance_above_the_contract_has_its_sign():
    ahead = replace(WEEK, carers=(replace(WEEK.carers[0], contract=60), *WEEK.carers[1:]))
    assert told(worked(page(ahead))[0].balance) == "−1 h"
    much = replace(WEEK, carers=(replace(WEEK.carers[0], contract=60, carried=45), *WEEK.carers[1:]))
    assert (told(worked(page(much))[0].carried), told(worked(page(much))[0].balance)) == ("+45 min", "+1 h 15")
    assert worked(page(much))[1].balance == "–"


def test_rest_below_the_bound_is_marked_and_rest_at_the_bound_is_not():
    aina, berta = (one for one in rested(page()) if one.carer in ("aina", "berta"))
    assert (told(aina.rest), aina.short) == ("11 h 10", True)
    assert (berta.rest, berta.short, berta.morning) == ("–", False, "33%")
    at_bound = replace(WEEK, labour=replace(WEEK.labour, rest_between_days=670))
    assert not rested(page(at_bound))[0].short


def test_the_usual_carers_are_told_with_how_often_they_come_and_those_who_do_not_come():
    client = known(page())[0]
    assert (client.visits, client.carers, client.target, client.over, client.by_usual) == ("4", 2, 1, 1, "25%")
    assert (told(client.usual), told(client.others)) == ("1× berta, 0× carla", "3× aina")
    left = known(page())[1]
    assert (left.visits, left.by_usual, left.usual, left.others) == ("0 of 1", "–", "–", "–")


def test_of_many_faces_the_first_are_named_and_the_others_counted():
    many = replace(WEEK, clients=(replace(WEEK.clients[0], usual=("carla",)), *WEEK.clients[1:]))
    assert told(known(page(many), faces=1)[0].others) == "3× aina, +1"
    assert told(known(page(many))[0].others) == "3× aina, 1× berta"


def test_each_rule_of_the_pack_is_told_with_its_number_what_the_plan_comes_to_and_whether_it_is_kept():
    rules = {rule.title: rule for rule in pack_rules(page())}
    night = rules["Rest between two days"]
    assert (night.source, told(night.bound), told(night.measured), night.state, night.broken) == (
        "art. 34.3 ET",
        "12 h",
        "11 h 10",
        "broken 1×",
        1,
    )
    assert rules["Day too long"].state == "kept"
    assert told(rules["Day too long"].measured) == "50 min"
    assert rules["Year above the legal maximum"].broken is None
    assert "Weekly rest" not in rules  # over 7 days: the co-op's own, no more the pack's
    assert not pack_rules(page(replace(WEEK, labour=Labour())))


def test_bounds_are_those_of_the_problem():
    assert told(bounds(page())).startswith("Rest between two days: 12 h at least. Free each week: 36 h")
    assert "over two weeks" in bounds(page(replace(WEEK, labour=replace(WEEK.labour, weekly_rest_over=14))))
    assert "no bound" in bounds(page(replace(WEEK, labour=Labour(rest_between_days=None))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_fit_into_a_terminal_of_80_columns(language: str):
    lines = shown(page(language=language)).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert any("1×berta" in line for line in lines)


def test_of_many_rows_those_that_concern_most_are_shown_in_their_order():
    rows = [f"row {number}" for number in range(30)]
    assert most(rows[:20], list(range(20))) == rows[:20]
    assert most(rows, [float(number != 5) for number in range(30)]) == [*rows[:5], *rows[6:21]]


def test_what_is_cut_is_counted_with_how_to_see_it():
    carers = tuple(Carer(f"carer-{number}", contract=60 * number) for number in range(50))
    many = replace(WEEK, carers=(*WEEK.carers, *carers))
    assert "and 33 more: --report FILE shows all" in shown(page(many))
    assert "carer-49 " in shown(page(many))  # the one with most hours missing
    assert "more:" not in shown(page())
