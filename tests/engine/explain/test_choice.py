"""Why this carer, and why not that one: sums that can be done in the head."""

from dataclasses import replace

import pytest

from engine.errors import EngineError
from engine.explain import Contribution, Obstacle, why, why_not
from engine.plan import Plan
from engine.problem import Client, Link, Weights
from engine.units import HARD
from tests.placing import ReferencePlacer
from tests.twins import pause, plan, problem, shift, visit

WEIGHTS = Weights({"travel": 1, "unplanned": 500, "preferred_carer": 20, "refused": HARD, "lateness": 3}, others="off")
NAMES = ("aina", "berta", "carla", "dolors", "emma")
STREETS = {"aina": "home", "berta": "b", "carla": "c", "dolors": "d", "emma": "c"}
GIVEN = problem(
    Client("a", "a", prefers=("aina",), refuses=("emma",)),
    *(shift(name, start_place=STREETS[name], end_place=STREETS[name]) for name in NAMES),
    visit("v"),
    visit("w", "home"),
    WEIGHTS,
)
PLANNED = plan(GIVEN, aina="09:00 v")
PLACE = ReferencePlacer(GIVEN)


def test_what_the_choice_is_made_of():
    found = why(GIVEN, PLANNED, "v", PLACE)
    assert (found.carer, found.start) == ("aina", 540)
    # done: 500 saved, ten minutes there and ten back
    assert found.contributions == (Contribution("unplanned", -1, -500), Contribution("travel", 20, 20))
    assert found.summary[:2] == (
        "v at a is with aina on Monday 23 November at 09:00.",
        "Compared with leaving it out: Unplanned visit −1 (−500); Travel time +20 min (+20).",
    )


def test_the_three_best_alternatives_and_what_each_would_cost():
    found = why(GIVEN, PLANNED, "v", PLACE)
    # not preferred 20; berta lives as near as aina (10 + 10), carla 20 away (40 - 20), dolors 30 (60 - 20)
    assert [(one.carer, one.cost) for one in found.alternatives] == [("berta", 20), ("carla", 40), ("dolors", 60)]
    assert found.alternatives[1].contributions == (
        Contribution("preferred_carer", 1, 20),
        Contribution("travel", 20, 20),
    )
    assert found.summary[2:5] == (
        "With berta, on Monday 23 November at 08:10, the plan would cost 20 more: Not a preferred carer +1 (+20).",
        "With carla, on Monday 23 November at 08:20, the plan would cost 40 more:"
        " Not a preferred carer +1 (+20); Travel time +20 min (+20).",
        "With dolors, on Monday 23 November at 08:30, the plan would cost 60 more:"
        " Travel time +40 min (+40); Not a preferred carer +1 (+20).",
    )
    assert [(one.carer, one.obstacle) for one in found.excluded] == [("emma", Obstacle.RULED_OUT)]
    assert found.summary[5] == "Ruled out (1 of 4 carers): Refused, by client or carer (1)."


def test_a_choice_that_could_be_better_is_told_without_shame():
    found = why(GIVEN, plan(GIVEN, dolors="09:00 v"), "v", PLACE)
    assert (found.alternatives[0].carer, found.alternatives[0].cost) == ("aina", -60)
    assert found.summary[3].startswith("With aina, on Monday 23 November at 08:10, the plan would cost 60 less")


def test_findings_about_the_visit_are_told():
    found = why(GIVEN, plan(GIVEN, berta="16:05 v"), "v", PLACE, "es")
    assert [one.rule for one in found.findings] == ["preferred_carer", "lateness"]
    assert "v en casa de a tiene 5 minutos de retraso." in found.summary


def test_a_break_that_the_visit_held_in_place_goes_with_it():
    given = problem(shift("aina", rest=pause("08:00-12:00")), visit("v"), Weights({"missed_break": 100}, others="off"))
    found = why(given, plan(given, aina="08:30 break, 09:00 v"), "v", ReferencePlacer(given))
    # without v there is no round, so no break either, and one is due
    assert found.contributions == (Contribution("missed_break", -1, -100),)


def test_nobody_else_can():
    given = problem(shift("aina"), shift("berta", day=1), visit("v"), days=2)
    found = why(given, plan(given, aina="09:00 v"), "v", ReferencePlacer(given))
    assert found.alternatives == ()
    assert "nobody else can take it over" in found.summary[-1]


# -- why not -----------------------------------------------------------------------------------------------------------


def test_not_the_carer_whom_the_client_refuses():
    answer = why_not(GIVEN, PLANNED, "v", "emma", PLACE)
    assert answer.candidate is not None
    assert answer.candidate.obstacle is Obstacle.RULED_OUT
    assert answer.summary == (
        "With emma this would be forbidden:",  # what follows is not so in the plan as it stands
        "emma and a are not to be matched: one of them refuses it.",
    )


def test_a_carer_who_would_cost_more():
    answer = why_not(GIVEN, PLANNED, "v", "carla", PLACE, "ca")
    assert answer.summary == (
        "Amb carla, dilluns 23 de novembre a les 08:20, el pla costaria 40 més:"
        " No és una persona cuidadora preferida +1 (+20); Temps de desplaçament +20 min (+20).",
    )


def test_the_carer_who_does_it_already():
    answer = why_not(GIVEN, PLANNED, "v", "aina", PLACE)
    assert (answer.candidate, answer.summary) == (None, ("aina does it already.",))


def test_a_carer_without_a_shift_that_day():
    given = problem(shift("aina"), shift("berta", day=1), visit("v"), days=2)
    answer = why_not(given, plan(given, aina="09:00 v"), "v", "berta", ReferencePlacer(given))
    assert answer.summary == ("berta has no shift on Monday 23 November.",)


def test_a_carer_who_comes_too_late_but_could():
    given = problem(shift("aina"), shift("berta", "10:00-14:00"), visit("v", windows="08:00-09:00"), WEIGHTS)
    answer = why_not(given, plan(given, aina="08:30 v"), "v", "berta", ReferencePlacer(given))
    # there at 10:10, 70 minutes late
    assert answer.summary == (
        "berta could not begin within 08:00–09:00 on Monday 23 November and be back by the end of the shift.",
        "With berta, on Monday 23 November at 10:10, the plan would cost 210 more: Lateness, total +70 min (+210).",
    )


def test_a_carer_who_comes_too_late_and_must_not():
    hard = replace(WEIGHTS, values={**WEIGHTS.values, "lateness": HARD})
    given = problem(shift("aina"), shift("berta", "10:00-14:00"), visit("v", windows="08:00-09:00"), hard)
    answer = why_not(given, plan(given, aina="08:30 v"), "v", "berta", ReferencePlacer(given))
    assert answer.summary[1] == "v at a is 70 minutes late."


def test_a_carer_who_is_busy():
    weights = Weights({"lateness": HARD, "travel": 1}, others="off")
    visits = (visit("v", windows="09:00-09:00"), visit("w", windows="09:00-09:00"))
    given = problem(shift("aina"), shift("berta"), *visits, weights)
    answer = why_not(given, plan(given, aina="09:00 v", berta="09:00 w"), "v", "berta", ReferencePlacer(given))
    # whoever comes second is half an hour late
    assert answer.candidate is not None
    assert [(one.rule, one.amount) for one in answer.candidate.findings] == [("lateness", 30)]
    assert answer.summary[0].startswith("berta is busy. ")
    assert answer.summary[0].endswith(" at a is 30 minutes late.")


def test_the_other_of_two_carers_at_once():
    weights = Weights({"simultaneous": HARD, "different_carers": HARD, "together": HARD}, others="off")
    given = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), Link("v", "w", 0, 0, "different"), weights)
    answer = why_not(given, plan(given, aina="09:00 v", berta="09:00 w"), "v", "berta", ReferencePlacer(given))
    assert answer.candidate is not None
    assert answer.candidate.obstacle is Obstacle.BUSY
    assert "The visits v + w need different carers." in answer.summary[0]


def test_unknown_names_are_errors():
    with pytest.raises(EngineError, match="no carer 'zoe'"):
        why_not(GIVEN, PLANNED, "v", "zoe", PLACE)
    with pytest.raises(EngineError, match="no visit 'z'"):
        why_not(GIVEN, PLANNED, "z", "aina", PLACE)
    with pytest.raises(EngineError, match="no sentences in 'fr'"):
        why(GIVEN, Plan(), "v", PLACE, "fr")
