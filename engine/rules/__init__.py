"""The ordered list of all rules. A rule is one file here and one line below; solvers, docs and API follow from it."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from engine.errors import RuleError
from engine.problem import Problem, Weights
from engine.problem.kinds import FACTS
from engine.problem.pack import Pack
from engine.shapes import SHAPES, AnyRule
from engine.units import HARD, Weight

ORDER = (
    "must_do",
    "unplanned",
    "pinned_carer",
    "pinned_time",
    "competence",
    "refused",
    "required_attribute",
    "wished_attribute",
    "preferred_carer",
    "usual_carer",
    "continuity",
    "over_qualified",
    "lateness",
    "worst_lateness",
    "preferred_time",
    "simultaneous",
    "order",
    "minimum_gap",
    "maximum_gap",
    "different_carers",
    "same_carer",
    "together",
    "travel",
    "travel_cost",
    "unreachable",
    "waiting",
    "worst_waiting",
    "idlest",
    "workload_spread",
    "missed_break",
    "overtime",
    "longest_day",
    "one_round_at_a_time",
    "rest_between_days",
    "weekly_rest",
    "weekends_in_a_row",
    "below_contract",
    "above_contract",
    "wanted_hours",
    "legal_week",
    "legal_year",
    "changed_carer",
    "changed_time",
)
"""The file that tells each rule, in the order in which reports list them."""


def _told(names: tuple[str, ...]) -> dict[str, AnyRule]:
    """Read the rules; refuse by name, at import, what could not be derived for every solver."""
    found: dict[str, AnyRule] = {}
    for name in names:
        rule = import_module(f"engine.rules.{name}").RULE
        if not isinstance(rule, SHAPES):
            raise RuleError(f"rule {getattr(rule, 'id', rule)!r} has no known shape: use one of engine.shapes.SHAPES")
        if rule.id in found:
            raise RuleError(f"rule {rule.id!r} is told twice: leave one line out of engine/rules/__init__.py")
        if rule.id != name:
            raise RuleError(f"rule {rule.id!r} is told in engine/rules/{name}.py: give file and rule one name")
        if not rule.title or not rule.sentence:
            raise RuleError(f"rule {rule.id!r} has no title or no sentence: add one in English")
        if not rule.uses:
            raise RuleError(f'rule {rule.id!r} does not say what it looks at: add uses=("carer.contract", ...)')
        for fact in rule.uses:
            if fact not in FACTS:
                raise RuleError(f"rule {rule.id!r} looks at {fact!r}, which does not exist: name a kind and its field")
        found[rule.id] = rule
    return found


BY_ID = _told(ORDER)
RULES = tuple(BY_ID.values())


def weight_of(rule: AnyRule, problem: Problem) -> Weight:
    """What one unit of a rule costs under the problem's weights: a number (0 = switched off) or HARD.

    Raises RuleError when the weights name a rule that does not exist.
    """
    return _of(problem)[rule.id]


def active(problem: Problem) -> tuple[tuple[AnyRule, Weight], ...]:
    """The rules that count under the problem's weights, each with its weight, in the order of the list."""
    every = _of(problem)
    pairs: list[tuple[AnyRule, Weight]] = [(rule, every[rule.id]) for rule in RULES]
    return tuple((rule, weight) for rule, weight in pairs if weight == HARD or weight != 0)


def _of(problem: Problem) -> dict[str, Weight]:
    """What each rule weighs in a problem; the pack is not looked at where rules that are not named are off."""
    pack = None if problem.weights.others == "off" else problem.labour.pack
    return weights_under(problem.weights, pack)


def weights_under(weights: Weights, pack: Pack | None) -> dict[str, Weight]:
    """What one unit of each rule costs under weights, whether or not they are a problem's; pack: the problem's.

    The weights come first; of rules that they do not name, the rule pack tells; then the rule's own default counts.
    Raises RuleError when the weights name a rule that does not exist.
    """
    unknown = sorted(weights.values.keys() - BY_ID.keys())
    if unknown:
        known = ", ".join(BY_ID)
        raise RuleError(f"weights {weights.name!r} name unknown rule(s) {', '.join(unknown)}; the rules are: {known}")
    others = dict.fromkeys(BY_ID, 0) if weights.others == "off" else _unsaid(pack)
    return {rule: weights.values.get(rule, weight) for rule, weight in others.items()}


@lru_cache(16)
def _unsaid(pack: Pack | None) -> Mapping[str, Weight]:
    """What rules cost that weights do not name."""
    found: dict[str, Weight] = {}
    for rule in RULES:
        told = None if pack is None else pack.weight(rule.id)
        found[rule.id] = rule.weight if told is None else told
    return found
