"""What the hard rules about a visit and a carer say, each asked once of all carers whom it cannot tell apart."""

from collections.abc import Hashable, Sequence

from engine.explain.candidates import forbidding
from engine.problem import Carer, Problem, Visit
from engine.result import Finding, Subject
from engine.shapes import Facts, Named, Pair

Kinds = dict[str, tuple[Hashable, ...]]
"""Of each carer, by id, the kind under each rule: it sees no difference between two of a kind."""

Told = tuple[str, int, str]
"""A rule, the amount that it finds, and what it adds in detail."""


def kinds_of_carers(problem: Problem, rules: Sequence[Pair]) -> Kinds:
    """The carers sorted by what each rule sees of them. Whoever is named by a visit is then a kind of their own."""
    numbers: list[dict[Hashable, int]] = [{} for _ in rules]

    def kind(place: int, carer: Carer) -> Hashable:
        sees, known = rules[place].sees, numbers[place]
        if isinstance(sees, Facts):
            return known.setdefault(sees.carer(problem, carer), len(known))
        return carer.id if sees is None else None

    return {carer.id: tuple(kind(place, carer) for place in range(len(rules))) for carer in problem.carers}


class Against:
    """What stands between one visit and the carers, whatever else is planned."""

    def __init__(self, problem: Problem, rules: Sequence[Pair], kinds: Kinds, visit: Visit):
        """problem: with the visit. rules: the hard ones, in the order of the kinds."""
        self._problem, self._rules, self._kinds, self._visit = problem, rules, kinds, visit
        self._named = [rule.sees.carers(problem, visit) if isinstance(rule.sees, Named) else () for rule in rules]
        self._of_their_own = {name for named in self._named for name in named}
        self._told: list[dict[Hashable, Told | None]] = [{} for _ in rules]
        self._of_kind: dict[Hashable, list[Told]] = {}
        self._day = problem.calendar.day_of(visit.windows[-1].start)

    def findings(self, carer: Carer) -> tuple[Finding, ...]:
        """What they find of a carer, as `explain.candidates.ruled_out` tells it."""
        visit = self._visit
        kind = carer.id if carer.id in self._of_their_own else self._kinds[carer.id]
        told = self._of_kind.get(kind)
        if told is None:
            told = self._of_kind[kind] = self._asked(carer)
        about = Subject(visit=visit.id, carer=carer.id, client=visit.client, day=self._day)
        return tuple(Finding(rule, amount, None, about, detail) for rule, amount, detail in told)

    def _asked(self, carer: Carer) -> list[Told]:
        """What each rule says of a carer, asked where nobody like them was before."""
        found: list[Told] = []
        for place, kind in enumerate(self._kinds[carer.id]):
            told, known = self._told[place], carer.id if carer.id in self._named[place] else kind
            if known not in told:
                told[known] = next(forbidding(self._problem, self._rules[place : place + 1], self._visit, carer), None)
            if (one := told[known]) is not None:
                found.append(one)
        return found
