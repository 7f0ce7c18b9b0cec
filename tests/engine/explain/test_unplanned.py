"""Why a visit is left out: small cases whose reason is plain to see, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from engine.errors import EngineError
from engine.explain import Explanation, Obstacle, told_once, why, why_not
from engine.explain.phrases import phrase
from engine.plan import Plan
from engine.problem import (
    UNREACHABLE,
    Carer,
    Client,
    Competency,
    Labour,
    Link,
    Need,
    Problem,
    TravelMatrix,
    Weights,
)
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.placing import ReferencePlacer
from tests.speaking import english_in, words_of
from tests.twins import plan, problem, shift, street, visit

RULES = Weights({"continuity": 0, "below_contract": 0, "idlest": 0, "workload_spread": 0, "over_qualified": 0})
ON_TIME = replace(RULES, values={**RULES.values, "lateness": HARD})
DEMENTIA = (Need("dementia", 2),)


def skilled(name: str, level: int = 2, **fields) -> Carer:
    return Carer(name, (Competency("dementia", level, **fields),))


def explained(given: Problem, planned: Plan | None = None, language: str = "en") -> Explanation:
    return why(given, planned or Plan(), "v", ReferencePlacer(given), language)


def obstacles(found: Explanation) -> dict[str, Obstacle]:
    return {one.carer: one.obstacle for one in found.excluded}


def test_nobody_holds_the_competency_at_that_level():
    carers = (skilled("aina", 1), skilled("berta", 2, expires=date(2026, 11, 23)), Carer("carla"))
    shifts = [shift(name, day=1) for name in ("aina", "berta", "carla")]
    given = problem(*carers, *shifts, visit("v", day=1, needs=DEMENTIA), RULES, days=2)
    found = explained(given)
    assert set(obstacles(found).values()) == {Obstacle.RULED_OUT}
    assert found.summary == (
        "v at a on Tuesday 24 November is not planned.",
        "Nobody holds dementia at level 2 on Tuesday 24 November.",
        "Ruled out (3 of 3 carers): Missing competency: dementia 2 (3).",
    )
    assert explained(given, language="ca").summary[1] == "Ningú no té dementia de nivell 2 dimarts 24 de novembre."
    assert explained(given, language="es").summary[1] == "Nadie tiene dementia de nivel 2 el martes 24 de noviembre."


def test_those_who_hold_it_are_ruled_out_for_other_reasons():
    client = Client("a", "a", refuses=("aina",))
    given = problem(skilled("aina"), Carer("berta"), client, visit("v", needs=DEMENTIA), RULES)
    found = explained(given)
    assert found.summary[1:] == (
        "Ruled out (2 of 2 carers): Refused, by client or carer (1); Missing competency: dementia 2 (1).",
    )


def test_none_of_the_holders_is_on_shift_in_time():
    parts = [skilled("aina"), skilled("berta"), skilled("carla"), Carer("dolors")]
    shifts = [shift("aina", "10:00-14:00", day=1), shift("berta", "11:00-15:00", day=1), shift("dolors", day=1)]
    late = visit("v", windows="08:00-09:30", day=1, needs=DEMENTIA)
    given = problem(*parts, *shifts, late, ON_TIME, days=2)
    found = explained(given)
    assert obstacles(found)["carla"] is Obstacle.NO_SHIFT
    assert obstacles(found)["dolors"] is Obstacle.RULED_OUT
    assert found.summary[1:4] == (
        "Ruled out (1 of 4 carers): Missing competency: dementia 2 (1).",
        "dementia 2 is held by 3 of 4 carers: aina, berta, carla.",
        "Of those who may do it, none is on shift before 10:00 on Tuesday 24 November.",
    )


def test_a_soft_lateness_that_is_worth_it_is_told_as_such():
    # a shift from 08:00, ten minutes to walk, a window that closes at 08:00: ten minutes late cost 30 + 10, not 500
    given = problem(shift("aina"), visit("v", windows="07:00-08:00"), RULES)
    found = explained(given)
    assert found.summary[1].startswith("It would fit with aina at 08:10 and the plan would be better for it")
    assert found.alternatives[0].cost == 10 * 3 + 10 * 1 + 20 - 500


def test_nobody_has_a_shift_that_day():
    given = problem(shift("aina"), visit("v", day=1), RULES, days=2)
    assert explained(given).summary[1:] == (
        "Who may do it (1 of 1 carers): aina.",
        "Of those who may do it, none has a shift on Tuesday 24 November.",
    )


def test_every_shift_ends_too_early():
    weights = replace(RULES, values={**RULES.values, "overtime": HARD})
    given = problem(shift("aina", "08:00-12:00"), visit("v", windows="13:00-14:00"), weights)
    assert explained(given).summary[2] == (
        "Of those who may do it, none is on shift after 12:00 on Monday 23 November."
    )


def test_on_shift_but_never_there_in_time():
    # the shift begins within the window, but d is forty minutes away
    given = problem(shift("aina"), visit("v", "d", "08:00-08:30"), ON_TIME)
    found = explained(given)
    assert obstacles(found) == {"aina": Obstacle.OUT_OF_REACH}
    assert found.summary[-1] == (
        "Of those who may do it, none could begin within 08:00–08:30 on Monday 23 November"
        " and be back by the end of the shift."
    )


def busy_world() -> tuple[Problem, Plan]:
    """Aina holds dementia 2 and is with another client just then, who may not be late."""
    fixed = visit("w", "d", "09:00-09:00", duration=60)
    given = problem(skilled("aina"), shift("aina"), Carer("berta"), shift("berta"), fixed, _nine(), ON_TIME)
    return given, plan(given, aina="09:00 w")


def _nine():
    return visit("v", "a", "09:00-09:45", needs=DEMENTIA)


def test_the_only_qualified_carer_is_busy():
    found = explained(*busy_world())
    assert obstacles(found) == {"aina": Obstacle.BUSY, "berta": Obstacle.RULED_OUT}
    assert found.summary[3] == "Everyone who may do it and is on shift in time is busy (1): aina."
    # w ends at 10:00 at d, a is 30 away: 45 minutes after the window has closed; v first would make w an hour late
    assert found.summary[4].startswith("The best way in, with aina at 10:30 (")
    assert found.summary[4].endswith("would break what may not be broken: v at a is 45 minutes late.")
    (aina, _) = found.excluded
    assert aina.alternative is not None
    assert [one.amount for one in aina.findings] == [45]


def test_it_would_cost_more_than_it_is_worth():
    # ten minutes there and ten back at 30 each: 600, and leaving out costs 500
    weights = Weights({"travel": 30, "unplanned": 500}, others="off")
    given = problem(shift("aina"), visit("v"), weights)
    found = explained(given)
    assert found.summary == (
        "v at a on Monday 23 November is not planned.",
        "It would fit with aina at 08:10, but that costs 600 while leaving it out costs 500:"
        " Travel time +20 min (+600); Unplanned visit −1 (−500).",
    )
    (way,) = found.alternatives
    assert (way.cost, way.left_out, way.carer) == (100, 500, "aina")
    assert found.excluded == ()


def test_even_alone_it_would_break_a_rule():
    # the way and the visit last 50 minutes, a day may last 45
    given = problem(shift("aina"), visit("v"), Labour(longest_day=45), RULES)
    found = explained(given)
    assert obstacles(found) == {"aina": Obstacle.IMPOSSIBLE}
    assert found.summary[1] == (
        "Even with nothing else to do, aina could not do it."
        " aina works 5 minutes more on Monday 23 November than a day may last."
    )


def test_a_visit_whose_partner_nobody_can_do():
    link = Link("v", "w", 0, 0, "different")
    given = problem(shift("aina"), shift("berta"), visit("v"), visit("w", needs=DEMENTIA), link, RULES)
    assert explained(given).summary[1:3] == (
        "It belongs together with w, which is not planned either.",
        "For w: Nobody holds dementia at level 2 on Monday 23 November.",
    )


def test_two_links_with_one_visit_tie_it_once():
    links = (Link("v", "w", 30, None), Link("w", "v", 30, None))
    found = explained(problem(shift("aina"), visit("v"), visit("w"), *links, RULES))
    assert [line.startswith("It belongs together") for line in found.summary].count(True) == 1


PAIR = Link("v", "w", 0, 0, "different")


@pytest.mark.parametrize(
    "team",
    [
        (shift("aina"), visit("v"), visit("w")),
        (shift("aina"), shift("berta"), visit("v"), visit("w", needs=DEMENTIA)),
        (visit("v", needs=DEMENTIA), shift("aina"), visit("w")),
    ],
    ids=["one carer for two", "the second is not to be done", "the first is not to be done"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reasons_of_two_that_belong_together_are_told_once(team, language):
    given = problem(*team, PAIR, RULES)
    place = ReferencePlacer(given)
    full = {name: why(given, Plan(), name, place, language).summary for name in ("v", "w")}
    told = told_once(given, full, language)
    assert told["v"] == full["v"]
    assert told["w"][0] == full["w"][0]
    assert len(told["w"]) == 2
    assert told["w"][1] == phrase("same_reasons", language, other="v")
    assert not [line for line in (*told["v"], *told["w"]) if english_in(line, language, words_of(given))]


def test_reasons_of_two_that_belong_together_are_both_told_where_they_differ():
    """berta may do v alone."""
    given = problem(skilled("aina"), shift("aina"), shift("berta"), visit("v"), visit("w", needs=DEMENTIA), PAIR, RULES)
    full = {name: why(given, Plan(), name, ReferencePlacer(given)).summary for name in ("v", "w")}
    assert told_once(given, full) == full


def test_visits_that_have_nothing_to_do_with_each_other_are_told_each():
    full = {"v": ("v at a is not planned.", "Nobody may do it."), "w": ("w at a is not planned.", "Nobody may do it.")}
    assert told_once(problem(visit("v"), visit("w"), RULES), full) == full


def test_nobody_has_a_way_there():
    """b is an island, and carla is not on shift."""
    times = street().times.copy()
    times[2, :] = times[:, 2] = UNREACHABLE
    parts = (shift("aina"), shift("berta"), Carer("carla"), visit("v", "b"))
    given = problem(*parts, TravelMatrix("walk", times), RULES)
    assert explained(given).summary[-1] == (
        "Of those who may do it, none has a way to get there and back, by the travel times that were given."
    )
    refused = why_not(given, Plan(), "v", "aina", ReferencePlacer(given), "ca")
    assert refused.summary[0] == "aina no té manera d'anar-hi i tornar, segons els temps de viatge donats."


def test_a_way_in_on_another_day_names_it():
    cheap = replace(RULES, values={**RULES.values, "lateness": 1, "worst_lateness": 1})
    late = visit("v", windows="23:00-24:30")
    given = problem(shift("aina", "00:30-08:00", day=1), late, cheap, days=2)
    assert "at 00:40 (Tuesday 24 November)" in explained(given).summary[-1]


def test_a_pair_that_needs_two_carers_where_there_is_one():
    given = problem(shift("aina"), visit("v"), visit("w"), Link("v", "w", 0, 0, "different"), RULES)
    found = explained(given)
    assert obstacles(found) == {"aina": Obstacle.PARTNER}
    assert found.summary[1].startswith("It belongs together with w")
    assert found.summary[2].startswith(
        "With aina it would fit, but no place was found for what belongs together with it."
    )
    assert "Of the visits v + w, which belong together, only one is planned." in found.summary[-1]


def test_the_partner_is_placed_with_whoever_suits():
    given = problem(shift("aina"), shift("berta"), visit("v"), visit("w"), Link("v", "w", 0, 0, "different"), RULES)
    found = explained(given)
    assert {one.carer for one in found.alternatives} == {"aina", "berta"}
    # both visits of 500 each
    assert [one.left_out for one in found.alternatives] == [1000, 1000]


def test_a_must_do_visit_that_fits_is_worth_any_cost():
    weights = Weights({"travel": 30, "unplanned": 500, "must_do": HARD}, others="off")
    given = problem(shift("aina"), visit("v", must=True), weights)
    found = explained(given)
    assert "the plan would be better for it" in found.summary[1]
    assert found.alternatives[0].mends


def test_a_problem_without_carers():
    assert explained(problem(visit("v"), RULES)).summary[1:] == ("Nobody may do it.",)


def test_an_unknown_visit_is_an_error():
    given = problem(visit("v"))
    with pytest.raises(EngineError, match="no visit 'z'"):
        why(given, Plan(), "z", ReferencePlacer(given))
