"""From amounts to cost, in whole numbers, so that every solver and the referee add up to the same last digit."""

from dataclasses import dataclass
from functools import cached_property

from engine.problem import DECIMALS, Problem
from engine.rules import active
from engine.shapes import AnyRule, Pair, Unit
from engine.units import HARD


@dataclass(frozen=True)
class Prices:
    """What one unit of each rule that counts costs, in points: whole numbers, `points_per_cost` of which make up a
    cost of 1. A rule in minutes counts ticks, and costs per minute whatever the tick."""

    problem: Problem

    @cached_property
    def points(self) -> dict[str, int | None]:
        """Rule id -> points for one unit of its amount; None = forbidden. Rules that do not count are not in it."""
        return {
            rule.id: None if weight == HARD else round(weight * self.decimals) * self._units(rule)
            for rule, weight in active(self.problem)
        }

    @cached_property
    def rules(self) -> tuple[AnyRule, ...]:
        return tuple(rule for rule, _ in active(self.problem))

    @cached_property
    def hard_pairs(self) -> tuple[Pair, ...]:
        """The rules about a visit and a carer that forbid."""
        return tuple(rule for rule in self.rules if isinstance(rule, Pair) and self.points[rule.id] is None)

    @cached_property
    def decimals(self) -> int:
        weights = [weight for _, weight in active(self.problem) if weight != HARD]
        fits = (scale for scale in (1, 10, 100) if all(round(w * scale, 6) == round(w * scale) for w in weights))
        return next(fits, DECIMALS)

    @cached_property
    def points_per_cost(self) -> int:
        return self.decimals * self.problem.ticks_per_minute

    def cost(self, points: int) -> float:
        """Points as a cost per minute."""
        return points / self.points_per_cost

    def _units(self, rule: AnyRule) -> int:
        return 1 if rule.unit == Unit.MINUTES else self.problem.ticks_per_minute
