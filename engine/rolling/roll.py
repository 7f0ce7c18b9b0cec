"""Several weeks, planned one after the other: what is planned counts as done, and the next week follows from it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.accounts import after, of_problem
from engine.check import check
from engine.errors import Fault, ProblemError
from engine.history import Account, History
from engine.limits import Clock, Limits
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Outcome, Progress, StopReason
from engine.rolling.familiarity import noted, with_usual
from engine.rolling.horizon import horizon, joined_rounds, rounds_within
from engine.teams import DAYS_PER_WEEK

Planner = Callable[[Problem, Limits, Plan | None], Outcome]


@dataclass(frozen=True, slots=True)
class Week:
    """What one step of rolling did. first, days: which days of the whole; visits: that were open, those pinned for
    other reasons than that they are done among them, and how many of them are planned; cost: of its problem, with the
    days before that it looks back on; violations: hard rules broken there. carers_per_client: mean over the clients
    visited in its days; accounts: after them.
    """

    first: int
    days: int
    visits: int
    planned: int
    cost: float
    violations: int
    carers_per_client: float
    accounts: tuple[Account, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Rolled:
    """The plan of all weeks, what each of them did, and what they leave. stopped: why the whole is as it is."""

    plan: Plan
    weeks: tuple[Week, ...]
    history: History
    stopped: StopReason
    iterations: int


def roll(
    problem: Problem,
    planner: Planner,
    limits: Limits,
    step: int = DAYS_PER_WEEK,
    start: Plan | None = None,
    history: History | None = None,
) -> Rolled:
    """Plan so many days at a time, each after what was planned of those before them, which does not change any more.

    planner: plans one step, such as a strategy. limits: of all steps together, each of which gets its share by its
    visits. start: a plan of the whole, to begin from. The days that are over (`Problem.past`) belong to the first step.
    Raises ProblemError for a step of no day.
    """
    if step < 1:
        raise ProblemError([Fault("rolling", "step", step, "give 1 or more days to plan at a time")])
    clock, known = Clock(limits), history
    plan, weeks, reasons, iterations = Plan(), [], [], 0
    steps = tuple(_steps(problem, step))
    sizes = [
        sum(first <= problem.calendar.day_of(one.earliest) < end for one in problem.visits) for first, end in steps
    ]
    for number, (first, end) in enumerate(steps):
        began = clock.elapsed
        part = horizon(problem, plan, problem.calendar.day_starts[first], end)
        if known is not None:
            part = with_usual(part, known)
        own = rounds_within(part, problem, plan if start is None else _with_start(problem, plan, start, first))
        share = (sizes[number] + 1) / sum(size + 1 for size in sizes[number:])
        outcome = planner(part, _share(limits, clock, share, iterations, (number + 1, len(steps))), own)
        reasons.append(outcome.stopped)
        iterations += outcome.iterations
        done = {visit for visit, _, _ in plan.visits()} if number else _done(problem)
        plan = joined_rounds(part, problem, plan, outcome.plan)
        known = noted(
            known,
            problem,
            plan,
            None if end == problem.days else problem.calendar.date_of(problem.calendar.day_starts[end]),
        )
        weeks.append(_week(problem, plan, part, outcome.plan, done, (first, end), clock.elapsed - began))
    assert known is not None, "a problem has at least one day"
    return Rolled(plan, tuple(weeks), known, _of_all(reasons, as_given=history is None), iterations)


def _of_all(reasons: Sequence[StopReason], as_given: bool) -> StopReason:
    """Why the whole is as it is: what cut any of its steps short.

    Steps that are each the best do not make the best of the whole, nor does one that was made of other usual carers
    than the problem tells (as_given).
    """
    for reason in (StopReason.REQUEST, StopReason.TIME, StopReason.ITERATIONS):
        if reason in reasons:
            return reason
    return StopReason.OPTIMAL if list(reasons) == [StopReason.OPTIMAL] and as_given else StopReason.DONE


def _done(problem: Problem) -> set[str]:
    """The visits of the days that are over, as pins tell them."""
    over = problem.calendar.day_starts[problem.past]
    return {pin.visit for pin in problem.pins if pin.start is not None and pin.start < over}


def _steps(problem: Problem, step: int) -> Iterator[tuple[int, int]]:
    first, end = 0, problem.past + step
    while first < problem.days:
        yield first, min(end, problem.days)
        first, end = end, end + step


def _with_start(problem: Problem, plan: Plan, start: Plan, first: int) -> Plan:
    """What is planned already, and of the start what comes after it."""
    taken = {visit for visit, _, _ in plan.visits()}
    since = problem.calendar.day_starts[first]
    own = start.without(*(name for name, _, stop in start.visits() if name in taken or stop.start < since))
    shifts = {route.shift for route in plan.routes}
    return Plan((*plan.routes, *(route for route in own.routes if route.shift not in shifts)))


def _share(limits: Limits, clock: Clock, share: float, spent: int, place: tuple[int, int]) -> Limits:
    """The limits of one step: its share of what is left."""
    seconds = None if limits.seconds is None else max(0.0, clock.left * share)
    iterations = None if limits.iterations is None else max(0, round((limits.iterations - spent) * share))
    began, number, of = clock.elapsed, *place

    def tell(progress: Progress) -> None:
        if limits.progress is not None:
            phase = f"{progress.phase}, part {number} of {of}"
            limits.progress(replace(progress, elapsed=began + progress.elapsed, phase=phase, bound=None))

    return replace(limits, seconds=seconds, iterations=iterations, progress=tell)


def _week(
    problem: Problem,
    plan: Plan,
    part: Problem,
    planned: Plan,
    done: Collection[str],
    span: tuple[int, int],
    seconds: float,
) -> Week:
    first, end = span
    opens, closes = problem.calendar.day_starts[first], problem.calendar.day_starts[end]
    verdict = check(part, planned)
    open_visits = {visit.id for visit in part.visits}.difference(done)
    faces: dict[str, set[str]] = {}
    for visit, shift, stop in plan.visits():
        if opens <= stop.start < closes:
            faces.setdefault(problem.visit[visit].client, set()).add(problem.shift[shift].carer)
    return Week(
        first=first,
        days=end - first,
        visits=len(open_visits),
        planned=len(open_visits) - len(open_visits & set(verdict.unplanned)),
        cost=verdict.cost,
        violations=len(verdict.violations),
        carers_per_client=sum(map(len, faces.values())) / len(faces) if faces else 0.0,
        accounts=after(problem, plan, of_problem(problem), end),
        seconds=seconds,
    )
