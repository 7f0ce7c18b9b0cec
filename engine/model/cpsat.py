"""The whole problem, or the free part of it, as one CP-SAT model: build, hint, evaluate, extract.

Costs are whole points as in `engine.price`. What a HARD rule forbids is a constraint, but where the plan at hand
already breaks it: there each unit costs a large penalty, so that the model always has a solution and the reasons show.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from engine.check import Lived
from engine.model.ledger import Expr, Ledger, Reading
from engine.model.rounds import Round
from engine.model.spans import spans
from engine.model.terms import terms
from engine.model.variables import Scope, Variables
from engine.plan import Plan, Route, Stop
from engine.price import Prices
from engine.problem import Problem

_MOST = 2**52
"""What the penalties stay below: CP-SAT counts in 64 bits, but its bounds pass through floating point."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan is worth to a model: points of the soft rules, and units of what is forbidden."""

    points: int
    broken: int


class Model:
    """The CP-SAT model of a problem around a plan at hand.

    base: the plan that is improved on; what the scope does not free stays as in it. told: what it is worth. budget:
    points that no better plan exceeds (see `spans`). pause: called often while building with the number of legs that
    the model will hold, once that is known; it may raise to break off.
    """

    def __init__(
        self,
        problem: Problem,
        base: Plan | None = None,
        scope: Scope | None = None,
        budget: int | None = None,
        pause: Callable[[int], None] = lambda _legs: None,
    ):
        self.problem, self.base = problem, base or Plan()
        self.prices = Prices(problem)
        self.ledger = Ledger(lambda: pause(0))
        self.lived = Lived(problem, self.base)
        when = spans(self.prices, self.base, budget)
        self.variables = Variables(self.ledger, self.prices, self.lived, scope or Scope(), when, pause)
        self._charge(pause)

    # -- build --------------------------------------------------------------------------------------------------------

    def _charge(self, pause: Callable[[int], None]) -> None:
        """Soft amounts cost points; forbidden ones are held to 0, or penalised where the base already breaks them."""
        soft: list[tuple[int, Expr]] = []
        forbidden: list[Expr] = []
        for rule in self.prices.rules:
            pause(self.variables.legs)
            price = self.prices.points[rule.id]
            amounts = list(terms(rule, self.variables))
            if price is None:
                forbidden.extend(amounts)
            else:
                soft.extend((price, amount) for amount in amounts)
        reading = self.ledger.read(self.lived)
        allowed = [amount for amount in forbidden if reading.of(amount) > 0]
        for amount in forbidden:
            if not isinstance(amount, int) and reading.of(amount) <= 0:
                self.ledger.model.add(amount <= 0)
        self.points, self.broken = self.ledger.weighed(soft), self.ledger.total(allowed)
        self.penalty = self._penalty() if allowed else 0
        self.told = Worth(reading.of(self.points), reading.of(self.broken))
        self.ledger.model.minimize(self.points + self.penalty * self.broken)
        self._hint(reading)

    def _penalty(self) -> int:
        """More than all soft rules together can cost, as far as numbers reach."""
        return max(1, min(self.ledger.bounds(self.points)[1] + 1, _MOST // max(1, self.ledger.bounds(self.broken)[1])))

    # -- hint and evaluate --------------------------------------------------------------------------------------------

    def hint(self, plan: Plan) -> bool:
        """Tell the solver a plan, every variable of it; False (and no hint) where the model cannot say the plan."""
        return self._hint(self.ledger.read(Lived(self.problem, plan)))

    def _hint(self, reading: Reading) -> bool:
        self.ledger.model.clear_hints()
        if not self.ledger.fits(reading):
            return False
        for name, value in zip(self.ledger.names, reading.values, strict=True):
            self.ledger.pause(1)
            self.ledger.model.add_hint(name, value)
        return True

    def evaluate(self, plan: Plan) -> Worth | None:
        """What a plan is worth with all that is decided fixed to it; None where the model forbids it."""
        reading = self.ledger.read(Lived(self.problem, plan))
        if not self.ledger.fits(reading):
            return None
        fixed = self.ledger.model.clone()
        for name in self._decisions():
            fixed.add(fixed.get_int_var_from_proto_index(name.index) == reading.values[name.index])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(fixed) != cp_model.OPTIMAL:
            return None
        return Worth(solver.value(self.points), solver.value(self.broken))

    def better(self, one: Worth, other: Worth) -> bool:
        """Whether one plan is worth more than another to this model."""
        return one.points + self.penalty * one.broken < other.points + self.penalty * other.broken

    def worth(self, values: Sequence[int]) -> Worth:
        """What a solution is worth, a value per variable."""
        reading = Reading(self.lived, list(values))
        return Worth(reading.of(self.points), reading.of(self.broken))

    def _decisions(self) -> Iterator[cp_model.IntVar]:
        yield from (start for start in self.variables.start.values() if isinstance(start, cp_model.IntVar))
        for one in self._free():
            yield from one.decisions()

    def _free(self) -> Iterator[Round]:
        return (one for one in self.variables.rounds.values() if isinstance(one, Round))

    # -- extract ------------------------------------------------------------------------------------------------------

    def extract(self, values: Sequence[int]) -> Plan:
        """A solution, a value per variable, as a plan: positions become ids, once."""
        kept = [route for route in self.base.routes if not isinstance(self.variables.rounds[route.shift], Round)]
        found = [Route(one.shift.id, tuple(self._stops(one, values))) for one in self._free()]
        return Plan((*kept, *(route for route in found if route.stops)))

    def _stops(self, one: Round, values: Sequence[int]) -> Iterator[Stop]:
        onward = {here: there for (here, there), arc in one.arcs.items() if values[arc.index]}
        at = onward.get(one.depot, one.depot)
        while at != one.depot:
            visit = one.members[at]
            pause = one.before.get(at)
            if pause is not None and values[pause.index] and one.shift.rest is not None:
                begins = values[one.begins.index]
                yield Stop(None, begins, begins + one.shift.rest.duration)
            begins = values[one.starts[at].index]
            yield Stop(visit.id, begins, begins + visit.duration)
            at = onward[at]
