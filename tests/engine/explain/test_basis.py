"""Findings name the source in the pack that they break, and only where the pack's number is what counts."""

from dataclasses import replace

from engine.check import check
from engine.explain import basis, sentence
from engine.packs import named, under
from engine.problem import Labour, Problem, Weights
from tests.twins import pause, plan, problem, shift, visit

SOURCE = "catalonia-home-care 2026, art. 34.3 ET"


def late_and_early(**own: int) -> Problem:
    given = problem(
        *(shift("aina", "14:00-24:00"), shift("aina", "06:00-14:00", day=1)),
        *(visit("v", windows="14:00-24:00"), visit("w", windows="06:00-14:00", day=1)),
        days=2,
    )
    return replace(under(given, named("catalonia-home-care"), **own), weights=Weights({"rest_between_days": 1}, "off"))


def told(given: Problem, language: str = "en") -> str:
    """What is said of a night of eleven hours: home 21:00, away 08:00."""
    (finding,) = check(given, plan(given, aina="20:20 v", aina_1="08:10 w")).findings
    assert basis(finding, given) in ("", SOURCE)
    return sentence(finding, given, language)


def test_a_finding_names_pack_and_source() -> None:
    assert told(late_and_early()) == f"aina lacks 60 minutes of rest between two days ({SOURCE})."
    assert told(late_and_early(), "ca") == f"A aina li falten 60 minuts de descans entre dues jornades ({SOURCE})."


def test_a_bound_of_the_co_ops_own_is_not_the_packs() -> None:
    assert told(late_and_early(rest_between_days=690)) == "aina lacks 30 minutes of rest between two days."
    given = replace(late_and_early(), labour=Labour())
    assert told(given) == "aina lacks 60 minutes of rest between two days."


def test_a_break_that_the_shift_itself_asks_for_is_not_the_packs() -> None:
    parts = (shift("aina"), shift("berta", rest=pause(due_after=360)), visit("v"), visit("w"), visit("x"), visit("y"))
    given = under(problem(*parts), named("catalonia-home-care"))
    given = replace(given, weights=Weights({"missed_break": 1}, "off"))
    found = check(given, plan(given, aina="09:00 v, 15:00 w", berta="09:00 x, 15:00 y")).findings
    assert [basis(one, given) for one in found] == ["catalonia-home-care 2026, art. 34.4 ET", ""]
