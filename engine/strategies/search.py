"""Search: a first plan, then simulated annealing over compiled moves until time or iterations run out."""

import math
from collections.abc import Callable

from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, StopReason
from engine.search.crew import CHAINS, Crew
from engine.search.cycles import Cycles
from engine.search.warm import warm

BATCH_SECONDS = 0.05
"""How long a batch of moves lasts, about: stop requests and progress are looked at in between."""

USUAL_MOVES_PER_SECOND = 250_000
"""How many moves there is time for, about, on a usual machine."""

ENOUGH_FOR_A_CHAIN = 4_000
"""Moves a visit: several chains, and a hotter beginning, only where each has enough; with fewer, one that cools slowly
from the first plan is better."""

QUICK, ENOUGH_TO_LEARN = 0.1, 2_000
"""The share of the time for quick cooling, and the moves a visit below which all of it is for the slow one."""

LATE = 0.75
"""The share of a cooling that is left out where a plan is good already (0.45 to 0.9 were tried on the demo week)."""

SLOW, SLOW_PLAIN = 100_000, 30_000
"""Moves a visit of a slow cooling at most, and where rounds are rebuilt more often: beyond, short ones of the best plan
find more than a slower one."""

SHORT, STEPS = 2_500, 20
"""Moves a visit in a short cooling (1,250 to 5,000 were as good), and in how many batches they are tried at least."""

FIRST_BATCH, SMALLEST_BATCH, LARGEST_BATCH = 2_000, 50, 200_000


def search(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Plan a problem by local search; with a start plan, from there.

    With an iteration limit (moves of each worker) cooling follows the iterations, and the same seed gives the same plan
    with one worker; otherwise it follows the time limit. Without either it ends after moves of a usual number.
    """
    return _planned(problem, limits, start, _cool)


def nearby(problem: Problem, limits: Limits, start: Plan | None = None) -> Outcome:
    """Look around a good plan: where weights, or a few visits, are not what they were, and most of it may stay.

    The cooling begins late, so that little is given up; a short run so gets further than a search from the beginning,
    a long one does not. Limits are kept as by `search`.
    """
    return _planned(problem, limits, start, _cool_late)


Cooling = Callable[[Crew, Limits, Clock, Callable[[], None]], StopReason]


def _planned(problem: Problem, limits: Limits, start: Plan | None, cool: Cooling) -> Outcome:
    warm()  # before the clock starts: compiling is nobody's planning time
    clock = Clock(limits)
    try:
        crew = Crew(problem, limits.seed, max(1, limits.workers), _unless_over(clock))
    except _BrokenOffError:
        return Outcome(start or Plan(), StopReason.REQUEST if limits.stop.is_set() else StopReason.TIME)
    trace: dict[int, tuple[float, float]] = {}
    told = -math.inf

    def tell(phase: str) -> None:
        nonlocal told
        best, now = crew.best, clock.elapsed
        news = best.search.best_points not in trace
        if news:
            trace[best.search.best_points] = now, best.best_cost
        if news or now - told >= BATCH_SECONDS:  # short batches, of small problems, are told of together
            clock.tell(best.best_cost, best.search.best_unplanned, crew.iterations, phase)
            told = now

    try:
        first = crew.first
        if start is not None:
            first.search.load(start)
        first.construct(lambda: clock.over, lambda: tell("first plan"))
        stopped = cool(crew, limits, clock, lambda: tell("search"))
        return Outcome(crew.best.search.plan(), stopped, crew.iterations, None, tuple(trace.values()))
    finally:
        crew.close()


class _BrokenOffError(Exception):
    """Stopped before there was a table to search in."""


def _unless_over(clock: Clock) -> Callable[[], None]:
    def look() -> None:
        if clock.over:
            raise _BrokenOffError

    return look


def _cool(crew: Crew, limits: Limits, clock: Clock, tell: Callable[[], None]) -> StopReason:
    """Cool down from the plan at hand: quickly, to learn where to begin and where time is well spent, then slowly with
    several chains, then again and again from the best plan if there is time.
    """
    visits = len(crew.problem.visits)
    if not visits or not crew.problem.shifts:
        return StopReason.DONE
    moves = _moves(crew, limits, clock)
    many = moves * crew.hands >= CHAINS * ENOUGH_FOR_A_CHAIN * visits
    crew.spread(1)
    if many:
        crew.challenge(lambda: clock.over)
    if moves * crew.hands >= ENOUGH_TO_LEARN * visits:
        stopped = _anneal(crew, limits, clock, _share(crew, limits, clock, moves, QUICK), tell)
        if stopped is not None:
            return stopped
        crew.learn()
    if many:
        crew.spread(CHAINS)
    longest = SLOW_PLAIN if crew.first.plain else SLOW
    slow = min(1.0, longest * visits / max(1, _left(crew, limits, clock, moves) * crew.hands))
    stopped = _anneal(crew, limits, clock, _share(crew, limits, clock, moves, slow), tell)
    if stopped is None and slow < 1:
        stopped = _cycle(crew, limits, clock, moves, tell)
    return stopped or _ended(limits)


def _cycle(crew: Crew, limits: Limits, clock: Clock, moves: int, tell: Callable[[], None]) -> StopReason | None:
    """Short coolings of the best plan, until time or moves are used up."""
    cycles = Cycles(crew)
    length = SHORT * len(crew.problem.visits)
    count = _left(crew, limits, clock, moves) * crew.hands // (length * cycles.coolings)
    most = max(1, length // (STEPS * crew.hands))
    for left in range(max(1, count), 0, -1):
        for cooling in range(cycles.coolings):
            out = cycles.begin(cooling)
            share = _share(crew, limits, clock, moves, 1 / (left * cycles.coolings - cooling))
            stopped = _anneal(crew, limits, clock, _from(out, share, most), tell)
            if stopped is not None:
                return stopped
    return None


def _cool_late(crew: Crew, limits: Limits, clock: Clock, tell: Callable[[], None]) -> StopReason:
    """One cooling of the plan at hand, from where it is cold enough that most of it stays."""
    if not crew.problem.visits or not crew.problem.shifts:
        return StopReason.DONE
    crew.spread(1)
    share = _share(crew, limits, clock, _moves(crew, limits, clock), 1.0)
    return _anneal(crew, limits, clock, _from(LATE, share), tell) or _ended(limits)


def _from(
    out: float, share: Callable[[], tuple[float, int]], most: int = LARGEST_BATCH
) -> Callable[[], tuple[float, int]]:
    """A cooling of which a share at the beginning is left out, in batches of at most so many moves."""

    def late() -> tuple[float, int]:
        come, left = share()
        return out + (1 - out) * come, min(left, most)

    return late


def _left(crew: Crew, limits: Limits, clock: Clock, moves: int) -> int:
    """How many moves each worker may still try, about; in time, as fast as until now."""
    if limits.iterations is not None or limits.seconds is None:
        return moves - crew.moves
    return int(clock.left * crew.moves / max(clock.elapsed, 1e-9)) if crew.moves else moves


def _moves(crew: Crew, limits: Limits, clock: Clock) -> int:
    """How many moves there are for each worker, about."""
    if limits.iterations is not None:
        return limits.iterations
    return crew.first.usual_moves if limits.seconds is None else int(clock.left * USUAL_MOVES_PER_SECOND)


def _ended(limits: Limits) -> StopReason:
    """Why a cooling that came to its end was as long as it was."""
    if limits.iterations is not None:
        return StopReason.ITERATIONS
    return StopReason.DONE if limits.seconds is None else StopReason.TIME


def _share(crew: Crew, limits: Limits, clock: Clock, moves: int, part: float) -> Callable[[], tuple[float, int]]:
    """How far a cooling that begins now has come, from 0 to 1, and how many moves each worker may still try.

    part: of what is left of the time or of the moves.
    """
    if limits.iterations is None and limits.seconds is not None:
        began, span = clock.elapsed, max(part * clock.left, 1e-9)
        return lambda: ((clock.elapsed - began) / span, LARGEST_BATCH)
    done, most = crew.moves, int(part * (moves - crew.moves))
    return lambda: ((crew.moves - done) / max(most, 1), most - (crew.moves - done))


def _anneal(
    crew: Crew, limits: Limits, clock: Clock, share: Callable[[], tuple[float, int]], tell: Callable[[], None]
) -> StopReason | None:
    """Batches of moves; None = the cooling has come to its end."""
    batch = max(FIRST_BATCH, crew.fewest)
    while True:
        if limits.stop.is_set():
            return StopReason.REQUEST
        if clock.left <= 0:
            return StopReason.TIME
        come, left = share()
        if come >= 1 or left <= 0:
            return None
        before, tried = clock.elapsed, min(batch, left)
        crew.anneal(come, tried)
        if limits.iterations is None:
            batch = max(crew.fewest, _fit(tried, clock.elapsed - before))
        tell()


def _fit(batch: int, seconds: float) -> int:
    """The size of the next batch, so that it lasts about BATCH_SECONDS."""
    factor = min(BATCH_SECONDS / max(seconds, 1e-4), 2.0)
    return max(SMALLEST_BATCH, min(LARGEST_BATCH, int(batch * (math.sqrt(factor) if factor < 1 else factor))))
