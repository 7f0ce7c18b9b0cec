"""What a point of a weight buys: the rule finds less and less, and each level has the plan that it prefers."""

from dataclasses import replace

import pytest

from engine.analysis import Level, Sensitivity, figures, sensitivity
from engine.analysis.measures import MEASURES, in_words
from engine.check import check
from engine.errors import EngineError, RuleError
from engine.languages import title_of
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Weights
from engine.result import Verdict
from engine.rules import BY_ID
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.engine.analysis.worlds import today, town

RULES = ("travel", "usual_carer", "workload_spread", "must_do")
LIMITS = Limits(iterations=3_000, seed=2)
GIVEN = replace(town(), weights=Weights({"must_do": 400, "missed_break": 0}))


@pytest.fixture(scope="module")
def found() -> tuple[Sensitivity, ...]:
    return sensitivity(GIVEN, RULES, LIMITS, today(), 1, {"travel": 5, "usual_carer": 14.5}, euros_per_hour=18)


def test_the_steps_are_those_asked_for_or_a_quarter_and_below_a_point_as_much_again(
    found: tuple[Sensitivity, ...],
) -> None:
    weights = {one.rule: (one.less.weight, one.today.weight, one.more.weight) for one in found}
    assert weights == {
        "travel": (0.5, 1, 6),
        "usual_carer": (0.5, 15, 29.5),
        "workload_spread": (0.01, 0.02, 0.04),
        "must_do": (300, 400, 500),
    }


def test_the_more_a_rule_weighs_the_less_it_finds(found: tuple[Sensitivity, ...]) -> None:
    for one in found:
        assert one.less.amount >= one.today.amount >= one.more.amount
    assert any(one.less.amount > one.more.amount for one in found)


def test_each_level_is_what_the_referee_says_and_none_prefers_anothers_plan(found: tuple[Sensitivity, ...]) -> None:
    plans = [level.plan for one in found for level in (one.less, one.today, one.more)]
    for one in found:
        for level in (one.less, one.today, one.more):
            given = replace(GIVEN, weights=Weights({**GIVEN.weights.values, one.rule: level.weight}))
            assert level.verdict == check(given, level.plan)
            assert level.figures == figures(GIVEN, level.plan, 18)
            assert level.amount == pytest.approx(level.verdict.amounts[one.rule])
            assert all(level.verdict.cost <= check(given, plan).cost for plan in plans)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language(found: tuple[Sensitivity, ...], language: str) -> None:
    for one in found:
        lines = one.told(language)
        assert all(title_of(BY_ID[one.rule], language) in line for line in lines)
        assert 2 <= len(lines) <= 3
        assert not any("{" in line or "…" in line for line in lines)


def level(weight: float, **changed: float) -> Level:
    plain = {measure.id: 0.0 for measure in MEASURES}
    return Level(weight, 0, {**plain, **changed}, Plan(), Verdict(0, {}, {}, (), (), ()))


def test_what_a_point_buys_and_costs_is_told_per_point() -> None:
    one = Sensitivity(
        "lateness", level(1, lateness=30), level(3, lateness=20, travel=100), level(5, lateness=8, travel=101, euros=-2)
    )
    assert one.per_point == {"lateness": -6, "travel": 0.5, "euros": -1}
    assert one.told() == (
        "Lateness, total: at 5 instead of 3: travel +1 min, cost −2 €, lateness −12 min.",
        "Lateness, total: that is, for each point: travel +0.5 min, cost −1 €, lateness −6 min.",
        "Lateness, total: at 1 instead of 3: travel −100 min, lateness +10 min.",
    )


def test_a_step_that_changes_nothing_is_told_as_such() -> None:
    one = Sensitivity("travel", level(0.5), level(1), level(2))
    assert one.told("es")[0].startswith("Tiempo de desplazamiento: con 2 en vez de 1 no se ha encontrado")
    assert one.steps == one.per_point == {}


def test_numbers_are_written_as_a_language_writes_them() -> None:
    assert (
        in_words({"continuity": -0.25, "hours": 1.5}, "ca")
        == "persones per client −0,25, hores fora de contracte +1,5 h"
    )


def test_a_weight_of_nothing_can_be_raised_but_not_lowered() -> None:
    (one,) = sensitivity(GIVEN, ["missed_break"], Limits(iterations=200), today(), 1)
    assert (one.less.weight, one.today.weight, one.more.weight) == (0, 0, 1)
    assert len(one.told()) == 1


@pytest.mark.parametrize(
    ("rule", "steps", "told"),
    [
        ("charm", {}, "unknown rule 'charm'"),
        ("competence", {}, "'competence' is HARD and has no points"),
        ("travel", {"travel": 0}, "the step of rule 'travel' is 0: give a number above 0"),
    ],
)
def test_what_has_no_point_to_add_is_refused(rule: str, steps: dict[str, float], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        sensitivity(replace(GIVEN, weights=Weights({"competence": HARD})), [rule], LIMITS, today(), 1, steps)


def test_a_language_that_is_not_spoken_is_refused(found: tuple[Sensitivity, ...]) -> None:
    with pytest.raises(EngineError, match="no sentences in 'xx'"):
        found[0].told("xx")
