"""What would help where nobody fits: each is tried out on the plan, and told with the offer that it makes possible."""

from collections.abc import Iterator
from dataclasses import replace

from engine.matching.answer import Advice, Answer, Help, Offer
from engine.matching.desk import Desk
from engine.matching.freedoms import Freedoms
from engine.matching.package import match_package
from engine.matching.single import match_visit
from engine.problem import Need, Problem, Request, Visit, Window
from engine.units import Ticks

WIDER = (30, 60, 120, 240)
"""Minutes by which a window is widened on both sides, until somebody fits."""

FEW = 8
"""Of more visits than this, no small change to one of them is looked for: it would not help the others."""

LONGEST_PUSH = 30
"""Minutes later than told that one may reasonably ask a client to agree to."""

MORE_PUSHES = (1, 2, 3)
MORE_CARERS = 3
HELPED = 3
"""So many carers are named whom a training would make possible."""


def advise(desk: Desk, request: Request, freedoms: Freedoms) -> tuple[Advice, ...]:
    """What would help, the least first of each kind: moved visits, a wider window, a training, more carers."""
    visits, links, _ = request.expanded(desk.problem.calendar, desk.problem.holidays)
    asked = replace(request, visits=visits, links=links, packages=())
    ways = (_pushes, _windows, _trainings, _crews) if len(visits) <= FEW else (_trainings, _crews)
    return tuple(one for way in ways for one in way(desk, asked, freedoms))


def ask(desk: Desk, request: Request, freedoms: Freedoms, most: int) -> Answer:
    """The answer to a request, without advice."""
    problem = desk.admit(request, freedoms)
    visits = problem.visits[len(desk.problem.visits) :]
    if len(visits) == 1:
        return match_visit(desk, problem, visits[0], freedoms, most)
    return match_package(desk, problem, request.carers, freedoms, most)


def _pushes(desk: Desk, request: Request, freedoms: Freedoms) -> Iterator[Advice]:
    """The fewest others who would be told a time not much later."""
    most = desk.problem.minutes(LONGEST_PUSH)
    for more in MORE_PUSHES:
        allowed = replace(freedoms, pushes=freedoms.pushes + more)
        for offer in ask(desk, request, allowed, 5).offers:
            if all(push.new - push.old <= most for push in offer.pushes):
                yield Advice(Help.PUSH, offer)
                return


def _windows(desk: Desk, request: Request, freedoms: Freedoms) -> Iterator[Advice]:
    """The least widening, the same for all visits, with which somebody fits."""
    for minutes in WIDER:
        by = desk.problem.minutes(minutes)
        found = ask(desk, _wider(desk.problem, request, -by, by), freedoms, 5).offers
        if found:
            yield _narrowest(desk, request, freedoms, found)
            return


def _narrowest(desk: Desk, request: Request, freedoms: Freedoms, found: tuple[Offer, ...]) -> Advice:
    """The offer that lies least far outside, and the window of the first visit that takes just that in."""
    asked = {visit.id: visit for visit in request.visits}

    def outside(offer: Offer) -> tuple[Ticks, Ticks]:
        """How much earlier and later the windows would have to be."""
        early = min(slot.start - asked[slot.visit].earliest for slot in offer.slots)
        late = max(slot.start - max(due for _, due in asked[slot.visit].deadlines()) for slot in offer.slots)
        return min(early, 0), max(late, 0)

    best = min(found, key=lambda offer: (outside(offer)[1] - outside(offer)[0], offer.points, offer.carers))
    wider = _wider(desk.problem, request, *outside(best))
    offer = next(iter(ask(desk, wider, freedoms, 1).offers), best)
    first = min(wider.visits, key=lambda visit: (visit.earliest, visit.id))
    return Advice(Help.WINDOW, offer, first.earliest, max(due for _, due in first.deadlines()))


def _wider(problem: Problem, request: Request, earlier: Ticks, later: Ticks) -> Request:
    """The request with every visit's windows as one, begun so much earlier and ended later, within the same day."""
    visits: list[Visit] = []
    for visit in request.visits:
        day = problem.calendar.day_of(visit.earliest)
        first, end = problem.calendar.day_starts[day], problem.calendar.day_starts[day + 1]
        opens, closes = visit.earliest, visit.windows[-1].end
        window = Window(max(opens + earlier, min(first, opens)), min(closes + later, max(end - 1, closes)))
        visits.append(replace(visit, windows=(window,)))
    return replace(request, visits=tuple(visits))


def _trainings(desk: Desk, request: Request, freedoms: Freedoms) -> Iterator[Advice]:
    """For each competency that is asked for: who would fit if it were not."""
    for need in dict.fromkeys(need for visit in request.visits for need in visit.needs):
        visits = tuple(replace(visit, needs=_without(visit.needs, need)) for visit in request.visits)
        found = ask(desk, replace(request, visits=visits), freedoms, HELPED).offers
        if found:
            carers = tuple(dict.fromkeys(name for offer in found for name in offer.carers))
            yield Advice(Help.TRAINING, found[0], competency=need.competency, level=need.level, carers=carers)


def _without(needs: tuple[Need, ...], one: Need) -> tuple[Need, ...]:
    return tuple(need for need in needs if need != one)


def _crews(desk: Desk, request: Request, freedoms: Freedoms) -> Iterator[Advice]:
    """The fewest carers more who could do it between them."""
    if request.carers is None or len(request.visits) <= request.carers:
        return
    found = ask(desk, replace(request, carers=request.carers + MORE_CARERS), freedoms, 3).offers
    if found:
        fewest = min(found, key=lambda offer: (len(offer.carers), offer.points, offer.carers))
        yield Advice(Help.CREW, fewest, carers=fewest.carers)
