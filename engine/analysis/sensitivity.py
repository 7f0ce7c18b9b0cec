"""What one more point of a weight buys, and what it costs: plans at nearby weights, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.analysis.amounts import amounts
from engine.analysis.measures import differences, figures, in_words
from engine.analysis.phrases import phrase
from engine.analysis.planners import Order, Planners
from engine.analysis.scoring import rescore
from engine.analysis.weighing import changed, fitting, today
from engine.check import check
from engine.errors import RuleError
from engine.explain.sentences import spoken, title
from engine.explain.words import number
from engine.limits import Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Verdict
from engine.rules import BY_ID
from engine.units import HARD, Weight


@dataclass(frozen=True, slots=True)
class Level:
    """A weight, and the best plan that was found for it: what the rule then finds, in its unit, and what people count.

    verdict: under this weight.
    """

    weight: float
    amount: float
    figures: Mapping[str, float]
    plan: Plan
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A rule at today's weight, at less and at more. The more it weighs, the less it finds, never the reverse."""

    rule: str
    less: Level
    today: Level
    more: Level

    @property
    def steps(self) -> dict[str, float]:
        """What changes with the greater weight."""
        return differences(self.today.figures, self.more.figures)

    @property
    def per_point(self) -> dict[str, float]:
        """The same for each point of the weight: below 0 is what it buys, above 0 what it costs."""
        return {name: step / (self.more.weight - self.today.weight) for name, step in self.steps.items()}

    def told(self, language: str = "en") -> tuple[str, ...]:
        """What a greater and a smaller weight would do, in words."""
        spoken(language)
        lines = [self._told(level, language) for level in (self.more, self.less) if level.weight != self.today.weight]
        if self.steps and self.more.weight - self.today.weight > 1:
            parts = in_words(self.per_point, language)
            lines.insert(1, phrase("each_point", language, rule=title(self.rule, language), parts=parts))
        return tuple(lines)

    def _told(self, level: Level, language: str) -> str:
        steps = differences(self.today.figures, level.figures)
        return phrase(
            "raised" if steps else "raised_in_vain",
            language,
            rule=title(self.rule, language),
            weight=number(level.weight, language),
            today=number(self.today.weight, language),
            parts=in_words(steps, language),
        )


def sensitivity(
    problem: Problem,
    rules: Sequence[str],
    limits: Limits,
    start: Plan | None = None,
    processes: int = 2,
    steps: Mapping[str, float] | None = None,
    euros_per_hour: float = 0.0,
) -> tuple[Sensitivity, ...]:
    """Plan again with each of the rules weighing a step less and a step more, all from the same plan.

    start: a good plan under today's weights, around which the others are looked for; without one it is made first.
    limits: of each solve; steps: by rule, where the usual step is not wanted (a quarter of the weight, but a point at
    least, and of weights below a point as much again). Every plan found is judged under every weight, and each weight
    is told with the one that it prefers: so a longer search for one does not look like an effect of its weight.
    Raises RuleError for a rule that has no weight to change.
    """
    now = today(problem)
    levels = {rule: _levels(rule, now, (steps or {}).get(rule)) for rule in rules}
    every = [changed(problem, {}, "")]
    for rule, pair in levels.items():
        every += [changed(problem, {rule: weight}, f"{rule} {weight}") for weight in pair]
    with Planners(min(processes, len(every))) as planners:
        good = start or planners.solve([Order(problem)], limits)[0].plan
        found = planners.solve([Order(replace(problem, weights=one), good) for one in every], limits, "nearby")
    plans = [good, *(result.plan for result in found)]
    known = [amounts(problem, plan) for plan in plans]
    best = rescore(problem, known, every).best()

    def level(rule: str, weight: Weight, column: int) -> Level:
        plan, seen = plans[best[column]], known[best[column]]
        told = figures(problem, plan, euros_per_hour, seen)
        verdict = check(replace(problem, weights=every[column]), plan)
        assert weight != HARD
        return Level(weight, seen.of(rule), told, plan, verdict)

    return tuple(
        Sensitivity(rule, level(rule, less, 2 * row + 1), level(rule, now[rule], 0), level(rule, more, 2 * row + 2))
        for row, (rule, (less, more)) in enumerate(levels.items())
    )


def _levels(rule: str, now: Mapping[str, Weight], step: float | None) -> tuple[Weight, Weight]:
    """The weights below and above today's."""
    if rule not in BY_ID:
        raise RuleError(f"unknown rule {rule!r}: the rules are {', '.join(BY_ID)}")
    weight = now[rule]
    if weight == HARD:
        raise RuleError(f"rule {rule!r} is HARD and has no points: give it a number to see what that would do")
    if step is not None and step <= 0:
        raise RuleError(f"the step of rule {rule!r} is {step}: give a number above 0")
    usual = weight if 0 < weight < 1 else max(1, round(weight / 4))
    up = usual if step is None else step
    less = weight - up if up < weight else weight / 2
    return fitting(less), fitting(weight + up)
