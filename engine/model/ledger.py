"""The variables of a model, each entered with what it is worth under a given plan.

So a hint is complete by construction: whoever adds a variable says in the same breath how a plan sets it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model
from ortools.sat.python import cp_model_helper as cmh

from engine.check import Lived

Expr = cp_model.LinearExpr | int
"""A linear expression over the model's variables, or a plain number where everything in it is fixed."""

Literal = cmh.Literal | int
"""A variable that is 0 or 1, its negation, or plain 0 or 1."""


@dataclass(slots=True)
class Reading:
    """What every variable of a model is worth under one plan. missing: the plan does what the model has no word for."""

    lived: Lived
    values: list[int] = field(default_factory=list)
    missing: bool = False

    def of(self, expression: Expr) -> int:
        """The value of an expression over variables that have been read already."""
        if isinstance(expression, int):
            return int(expression)
        flat = cp_model.FlatIntExpr(expression)
        worth = (factor * self.values[name.index] for factor, name in zip(flat.coeffs, flat.vars, strict=True))
        return int(flat.offset + sum(worth))

    def holds(self, literals: Iterable[Literal]) -> bool:
        return all(self.of(literal) for literal in literals)


Worth = Callable[[Reading], int]

_STRETCH = 2000
"""How many variables, constraints or parts of sums are added between two pauses: some milliseconds."""


class Ledger:
    """Adds variables and constraints to one CP-SAT model, and reads plans in its terms.

    pause: called often, however large the model, so that building can be broken off at once: it may raise.
    """

    def __init__(self, pause: Callable[[], None] = lambda: None) -> None:
        self._pause, self._done = pause, 0
        self.model = cp_model.CpModel()
        self.names: list[cp_model.IntVar] = []
        self._bounds: list[tuple[int, int]] = []
        self._readers: list[Callable[[Reading], Iterable[int]]] = []

    def pause(self, done: int) -> None:
        """Look up from the work once enough is done since the last time."""
        self._done += done
        if self._done >= _STRETCH:
            self._done = 0
            self._pause()

    # -- variables ----------------------------------------------------------------------------------------------------

    def whole(self, low: int, high: int, worth: Worth) -> cp_model.IntVar:
        """A whole number within bounds."""
        return self.block([(low, high)], lambda reading: (worth(reading),))[0]

    def literal(self, worth: Worth, low: int = 0) -> cp_model.IntVar:
        """Yes or no; low 1 = always yes."""
        return self.block([(low, 1)], lambda reading: (worth(reading),))[0]

    def block(
        self, bounds: Sequence[tuple[int, int]], worth: Callable[[Reading], Iterable[int]]
    ) -> list[cp_model.IntVar]:
        """Several variables at once, read together, in order."""
        self.pause(len(bounds))
        self._bounds.extend(bounds)
        self._readers.append(worth)
        added = [self.model.new_int_var(low, high, "") for low, high in bounds]
        self.names.extend(added)
        return added

    def read(self, lived: Lived) -> Reading:
        """The value of every variable under a plan."""
        reading = Reading(lived)
        for reader in self._readers:
            worth = list(reader(reading))
            self.pause(len(worth))
            reading.values.extend(worth)
        return reading

    def fits(self, reading: Reading) -> bool:
        """Whether a plan can be said with this model's variables at all."""
        inside = (low <= value <= high for (low, high), value in zip(self._bounds, reading.values, strict=True))
        return not reading.missing and all(inside)

    # -- expressions --------------------------------------------------------------------------------------------------

    def bounds(self, expression: Expr) -> tuple[int, int]:
        """The least and the most that an expression can be, by its variables' own bounds."""
        if isinstance(expression, int):
            return int(expression), int(expression)
        flat = cp_model.FlatIntExpr(expression)
        least = most = int(flat.offset)
        for factor, name in zip(flat.coeffs, flat.vars, strict=True):
            ends = sorted(factor * bound for bound in self._bounds[name.index])
            least, most = least + int(ends[0]), most + int(ends[1])
        return least, most

    def total(self, parts: Iterable[Expr]) -> Expr:
        """A sum that stays a plain number when every part is one."""
        listed = list(parts)
        self.pause(len(listed))
        fixed = sum(int(part) for part in listed if isinstance(part, int))
        free = [part for part in listed if not isinstance(part, int)]
        return fixed if not free else cp_model.LinearExpr.sum([*free, fixed])

    def weighed(self, parts: Iterable[tuple[int, Expr]]) -> Expr:
        """A weighed sum; weights of 0 drop out."""
        listed = [(weight, part) for weight, part in parts if weight]
        self.pause(len(listed))
        fixed = sum(weight * int(part) for weight, part in listed if isinstance(part, int))
        free = [(weight, part) for weight, part in listed if not isinstance(part, int)]
        if not free:
            return fixed
        weights, names = zip(*free, strict=True)
        return cp_model.LinearExpr.weighted_sum(list(names), list(weights)) + fixed

    # -- amounts: at least what they should be, and no more once they cost something ----------------------------------

    def positive(self, expression: Expr, when: Sequence[Literal] = ()) -> Expr:
        """What an expression comes to above 0, where all conditions hold; else 0. A lower bound: minimise it."""
        return self.worst([(expression, when)])

    def worst(self, members: Iterable[tuple[Expr, Sequence[Literal]]]) -> Expr:
        """The largest of several expressions, each where its conditions hold, and 0. A lower bound: minimise it."""
        listed = [(one, free) for one, when in members if (free := unfixed(when)) is not None]
        floor = max([0, *(int(one) for one, when in listed if isinstance(one, int) and not when)])
        listed = [(one, when) for one, when in listed if self.bounds(one)[1] > floor]
        if not listed:
            return floor
        if len(listed) == 1 and not listed[0][1] and self.bounds(listed[0][0])[0] >= floor:
            return listed[0][0]
        most = max(self.bounds(one)[1] for one, _ in listed)
        amount = self.whole(floor, most, lambda reading: max(floor, _largest(reading, listed)))
        for one, when in listed:
            self.when(when, amount >= one)
        return amount

    def at_least(self, expression: Expr, when: Sequence[Literal]) -> None:
        """Hold an expression to 0 or more where all conditions hold."""
        free = unfixed(when)
        if free is None or self.bounds(expression)[0] >= 0:
            return
        if self.bounds(expression)[1] < 0:
            self.model.add_bool_or([no(literal) for literal in free])
        else:
            self.when(free, expression >= 0)

    def when(self, literals: Sequence[Literal], constraint: cp_model.BoundedLinearExpression | bool) -> None:
        """Add a constraint, to hold where all literals do."""
        self.pause(1)
        added = self.model.add(constraint)
        if literals:
            added.only_enforce_if(*literals)

    # -- exact values -------------------------------------------------------------------------------------------------

    def largest(self, parts: Sequence[Expr]) -> Expr:
        """Exactly the largest of several expressions."""
        if all(isinstance(part, int) for part in parts):
            return max(int(part) for part in parts if isinstance(part, int))
        ends = [self.bounds(part) for part in parts]
        low, high = max(end[0] for end in ends), max(end[1] for end in ends)
        value = self.whole(low, high, lambda reading: max(reading.of(part) for part in parts))
        self.model.add_max_equality(value, parts)
        return value

    def smallest(self, parts: Sequence[Expr]) -> Expr:
        """Exactly the smallest of several expressions."""
        return -self.largest([-part for part in parts])


def no(literal: Literal) -> Literal:
    """The opposite."""
    return 1 - literal if isinstance(literal, int) else literal.negated()


def unfixed(literals: Iterable[Literal]) -> list[cmh.Literal] | None:
    """The literals that are not fixed to yes; None where one is fixed to no."""
    free: list[cmh.Literal] = []
    for literal in literals:
        if not isinstance(literal, int):
            free.append(literal)
        elif not literal:
            return None
    return free


def _largest(reading: Reading, members: Iterable[tuple[Expr, Sequence[Literal]]]) -> int:
    return max(0, max(reading.of(one) if reading.holds(when) else 0 for one, when in members))
