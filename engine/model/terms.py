"""From a rule's definition to CP-SAT terms, one function per shape: never one per rule.

Each yields the rule's amounts, one for each subject that the referee would judge apart. An amount may be no more than a
lower bound of the true one (minimising brings it down to it), and comes as a plain number where nothing can change it.
"""

from collections.abc import Callable, Iterator

from engine.model.folds import FOLDS
from engine.model.ledger import Expr, no
from engine.model.rounds import Round
from engine.model.variables import Variables
from engine.model.wishes import distance
from engine.problem import Carer
from engine.shapes import AnyRule, Daily, Group, Linked, Pair, PerLeg, Start

Amounts = Iterator[Expr]


def terms(rule: AnyRule, variables: Variables) -> Amounts:
    """The amounts that one rule finds."""
    return _SHAPES[type(rule)](rule, variables)


def _pair(rule: Pair, v: Variables) -> Amounts:
    for visit in v.problem.visits:
        nobody = int(rule.amount(v.problem, visit, None))
        shifts = v.done_in[visit.id].items()
        done = ((int(rule.amount(v.problem, visit, _carer(v, shift))), literal) for shift, literal in shifts)
        yield v.ledger.weighed([(nobody, v.unplanned[visit.id]), *done])


def _carer(v: Variables, shift: str) -> Carer:
    return v.problem.carer[v.problem.shift[shift].carer]


def _start(rule: Start, v: Variables) -> Amounts:
    for visit in v.problem.visits:
        yield distance(v, visit, rule.wishes(v.problem, visit))


def _linked(rule: Linked, v: Variables) -> Amounts:
    for link in v.problem.links:
        gap = rule.gap(link)
        if gap is None:
            continue
        both = [no(v.unplanned[link.first]), no(v.unplanned[link.second])]
        apart = v.start[link.second] - v.start[link.first]
        below = 0 if gap.least is None else v.ledger.positive(gap.least - apart, both)
        above = 0 if gap.most is None else v.ledger.positive(apart - gap.most, both)
        yield v.ledger.total([below, above])


def _daily(rule: Daily, v: Variables) -> Amounts:
    for name, one in v.rounds.items():
        limit = rule.limit(v.problem, v.problem.shift[name])
        if limit is not None:
            yield v.ledger.positive(rule.total(one) - limit)


def _leg(rule: PerLeg, v: Variables) -> Amounts:
    amounts = {mode: v.leg_amounts(rule, mode) for mode in v.problem.matrix}
    for name, one in v.rounds.items():
        matrix = amounts[v.problem.shift[name].mode]
        if isinstance(one, Round):
            yield one.along(one.sketch.gather(matrix))
        else:
            yield sum(int(matrix[leg.origin, leg.target]) for leg in one.legs)


def _group(rule: Group, v: Variables) -> Amounts:
    fold = FOLDS[rule.fold]
    for team in rule.teams(v.problem):
        yield from fold(rule, team, v)


_SHAPES: dict[type, Callable[..., Amounts]] = {
    Pair: _pair,
    Start: _start,
    Linked: _linked,
    Daily: _daily,
    PerLeg: _leg,
    Group: _group,
}
