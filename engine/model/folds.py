"""CP-SAT terms of rules about groups, one function per fold.

Members that cannot change come as plain numbers, so that a group with two free rounds is as small as two rounds.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from engine.model.ledger import Expr, Literal, Reading, no
from engine.model.variables import Variables
from engine.model.wishes import distance
from engine.shapes import Fold, Group, Team

Amounts = Iterator[Expr]


def _distinct(_rule: Group, team: Team, v: Variables) -> Amounts:
    """One literal per carer who comes at all."""
    done: dict[str, list[Expr]] = {}
    for visit in team.visits:
        for carer, by in v.done_by(visit).items():
            done.setdefault(carer, []).append(by)
    comes = {carer: v.ledger.largest(visits) for carer, visits in done.items()}
    different = v.ledger.total(comes.values())
    above = 0 if team.most is None else v.ledger.positive(different - team.most)
    yield v.ledger.total([above, _too_few(team, v, done, comes, different)])


def _too_few(team: Team, v: Variables, done: dict[str, list[Expr]], comes: dict[str, Expr], different: Expr) -> Expr:
    if team.least is None:
        return 0
    if team.least >= len(team.visits):  # everyone is to be different: each visit above a carer's first is one too few
        return v.ledger.total(v.ledger.total(done[carer]) - comes[carer] for carer in done)
    planned = v.ledger.total(by for visits in done.values() for by in visits)
    return v.ledger.positive(v.ledger.smallest([team.least, planned]) - different)


def _together(_rule: Group, team: Team, v: Variables) -> Amounts:
    planned = v.ledger.total(no(v.unplanned[visit]) for visit in team.visits)
    if len(team.visits) == 2:  # one of two is left out: the difference says so without a choice
        one, other = (v.unplanned[visit] for visit in team.visits)
        yield v.ledger.worst([(one - other, ()), (other - one, ())])
    else:
        yield v.ledger.smallest([planned, len(team.visits) - planned])


def _sum(rule: Group, team: Team, v: Variables) -> Amounts:
    total = v.ledger.total(_totals(rule, team, v))
    above = 0 if team.most is None else v.ledger.positive(total - team.most)
    below = 0 if team.least is None else v.ledger.positive(team.least - total)
    yield above
    yield below


def _totals(rule: Group, team: Team, v: Variables) -> list[Expr]:
    assert rule.total is not None, f"rule {rule.id} folds over shifts without a total"
    return [rule.total(v.rounds[shift]) for shift in team.shifts]


def _part_sums(rule: Group, team: Team, v: Variables) -> list[Expr]:
    parts: dict[int, list[Expr]] = {}
    for part, total in zip(team.parts, _totals(rule, team, v), strict=True):
        parts.setdefault(part, []).append(total)
    return [v.ledger.total(totals) for totals in parts.values()]


def _worst(rule: Group, team: Team, v: Variables) -> Amounts:
    if rule.wishes is None:
        yield v.ledger.worst((total, ()) for total in _part_sums(rule, team, v))
    else:
        visits = (v.problem.visit[visit] for visit in team.visits)
        yield v.ledger.worst((distance(v, visit, rule.wishes(v.problem, visit)), ()) for visit in visits)


def _spread(rule: Group, team: Team, v: Variables) -> Amounts:
    """n times an amount is at least n times the distance from the mean: rounding up comes by itself."""
    sums = _part_sums(rule, team, v)
    whole, parts = v.ledger.total(sums), len(sums)
    for one in sums:
        away = parts * one - whole
        least, most = v.ledger.bounds(away)
        if isinstance(away, int):
            yield -(-abs(away) // parts)
            continue
        high = -(-max(-least, most, 0) // parts)
        amount = v.ledger.whole(0, high, lambda reading, away=away: -(-abs(reading.of(away)) // parts))
        v.ledger.when([], parts * amount >= away)
        v.ledger.when([], parts * amount >= -away)
        yield amount


def _used(v: Variables, shifts: Sequence[str]) -> list[Literal]:
    return [v.rounds[shift].used for shift in shifts]


def _apart(_rule: Group, team: Team, v: Variables) -> Amounts:
    """Each two rounds of different parts lack something only where both are used, and nothing between them is."""
    assert team.least is not None
    used = _used(v, team.shifts)
    for first, second in combinations(range(len(team.shifts)), 2):
        if team.parts[first] != team.parts[second]:
            before, after = v.rounds[team.shifts[first]], v.rounds[team.shifts[second]]
            when = [used[first], used[second], *(no(one) for one in used[first + 1 : second])]
            yield v.ledger.positive(team.least - (after.leave - before.home), when)


def _stretch(_rule: Group, team: Team, v: Variables) -> Amounts:
    """One free stretch is chosen to be the week's rest; only what it lacks counts."""
    assert team.least is not None
    if team.floor:
        yield _pooled(team, team.least, v)
        return
    gaps = list(_free_stretches(team, v))
    lacks = [team.least - length for length, _ in gaps]

    def chosen(reading: Reading) -> list[int]:
        open_ = [lack for lack, (_, when) in zip(lacks, gaps, strict=True) if reading.holds(when)]
        best = min(reading.of(lack) for lack in open_)
        fits = (reading.holds(when) and reading.of(lack) == best for lack, (_, when) in zip(lacks, gaps, strict=True))
        first = next(at for at, fit in enumerate(fits) if fit)
        return [int(at == first) for at in range(len(gaps))]

    choice = v.ledger.block([(0, 1)] * len(gaps), chosen)
    v.ledger.model.add_exactly_one(choice)
    for literal, (_, when) in zip(choice, gaps, strict=True):
        for condition in when:
            v.ledger.at_least(condition - 1, [literal])
    yield v.ledger.worst((lack, [literal]) for lack, literal in zip(lacks, choice, strict=True))


def _pooled(team: Team, least: int, v: Variables) -> Expr:
    """Every free stretch that is long enough may count, up to its length; only what they lack together does."""
    found: list[Expr] = []
    for length, when in _free_stretches(team, v):
        most = v.ledger.bounds(length)[1]
        if most < team.floor:
            continue

        def long_enough(reading: Reading, length: Expr = length, when: Sequence[Literal] = when) -> bool:
            return reading.holds(when) and reading.of(length) >= team.floor

        def worth(reading: Reading, length: Expr = length, fits: Callable[[Reading], bool] = long_enough) -> int:
            return reading.of(length) if fits(reading) else 0

        counts = v.ledger.literal(lambda reading, fits=long_enough: int(fits(reading)))
        rest = v.ledger.whole(0, most, worth)
        v.ledger.when([no(counts)], rest <= 0)
        v.ledger.when([counts], rest <= length)
        v.ledger.at_least(length - team.floor, [counts])
        for condition in when:
            v.ledger.at_least(condition - 1, [counts])
        found.append(rest)
    return v.ledger.positive(least - v.ledger.total(found))


def _free_stretches(team: Team, v: Variables) -> Iterator[tuple[Expr, list[Literal]]]:
    """Each stretch between two rounds that may follow each other, with the span's ends as rounds too, and when it is
    one; and a last one of no length, always open, since no rest is shorter than none."""
    used: list[Literal] = [1, *_used(v, team.shifts), 1]
    leave: list[Expr] = [team.opens, *(v.rounds[shift].leave for shift in team.shifts), team.closes]
    home: list[Expr] = [team.opens, *(v.rounds[shift].home for shift in team.shifts), team.closes]
    for first, second in combinations(range(len(used)), 2):
        when = [used[first], used[second], *(no(one) for one in used[first + 1 : second])]
        if 0 not in [one for one in when if isinstance(one, int)]:
            yield leave[second] - home[first], [one for one in when if not isinstance(one, int)]
    yield 0, []


def _run(_rule: Group, team: Team, v: Variables) -> Amounts:
    """Each part that is used, and `most` parts before it as well, is one too many."""
    assert team.most is not None
    members: dict[int, list[Expr]] = {}
    for part, used in zip(team.parts, _used(v, team.shifts), strict=True):
        members.setdefault(part, []).append(used)
    parts = {part: v.ledger.largest(used) for part, used in members.items()}
    for part in sorted(parts):
        run = [parts.get(before, 0) for before in range(part - team.most, part + 1)]
        yield v.ledger.positive(v.ledger.total(run) - team.most)


FOLDS: dict[Fold, Callable[[Group, Team, Variables], Amounts]] = {
    Fold.DISTINCT: _distinct,
    Fold.TOGETHER: _together,
    Fold.SUM: _sum,
    Fold.WORST: _worst,
    Fold.SPREAD: _spread,
    Fold.APART: _apart,
    Fold.STRETCH: _stretch,
    Fold.RUN: _run,
}
