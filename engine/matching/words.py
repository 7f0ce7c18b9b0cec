"""Answers in words that a planner could read aloud to a client."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace

from engine.explain.facts import facts, used
from engine.explain.reasons import by_rule
from engine.explain.sentences import sentence, spoken
from engine.explain.words import clock_words, day_words, hours_words, listed, number, short_day, wants
from engine.matching.answer import Advice, Answer, Bar, Help, Offer, RuledOut
from engine.matching.hours import weeks_of
from engine.matching.phrases import phrase
from engine.plan import Day
from engine.problem import Problem, Visit
from engine.units import Ticks

SAID_IN_FULL = ("wished_attribute", "lateness")
"""What a client would ask about: it gets the rule's own sentence, beside its part of the cost."""

SHOWN_DAYS = 12
"""So many days of a package are named."""


def summary(answer: Answer, language: str = "en") -> tuple[str, ...]:
    """What was asked, how many could do it, and what was not looked at."""
    spoken(language)
    lines = [_asked(answer, language)]
    if not answer.offers:
        lines.append(phrase("nobody", language))
    elif len(answer.visits) == 1:
        count = len(answer.offers) + len(answer.further)
        lines.append(phrase("how_many", language, count=count, all=len(answer.problem.carers)))
    else:
        lines.append(phrase("how_many_crews", language, count=len(answer.offers) + len(answer.further)))
    if answer.beyond:
        lines.append(phrase("beyond", language, count=answer.beyond))
    return (*lines, *_required(answer, language))


def _asked(answer: Answer, language: str) -> str:
    problem, visits = answer.problem, [answer.problem.visit[name] for name in answer.visits]
    lengths, spans = (
        {f(visit) for visit in visits} for f in (lambda v: v.duration, lambda v: span(problem, v, language))
    )
    alike = len(lengths) == len(spans) == 1
    ticks = visits[0].duration if alike else sum(visit.duration for visit in visits)
    minutes, windows = number(ticks / problem.ticks_per_minute, language), span(problem, visits[0], language)
    if len(visits) == 1:
        day = day_words(problem.date_of(visits[0]), language)
        what = phrase("one_visit", language, minutes=minutes, day=day, windows=windows)
    else:
        opens = sorted(window.start for visit in visits for window in visit.windows)
        days = listed(dict.fromkeys(short_day(problem.calendar.date_of(tick), language) for tick in opens), SHOWN_DAYS)
        name = "several_visits" if alike else "mixed_visits"
        what = phrase(name, language, count=len(visits), minutes=minutes, windows=windows, days=days)
    needs = dict.fromkeys(f"{need.competency} {need.level}" for visit in visits for need in visit.needs)
    if needs:
        what += phrase("with_needs", language, needs=", ".join(needs))
    return phrase("asked", language, client=listed(dict.fromkeys(visit.client for visit in visits)), what=what)


def _required(answer: Answer, language: str) -> Iterator[str]:
    """Attributes that the care plan requires with a reason, so that it is seen why they counted."""
    problem = answer.problem
    visits = [problem.visit[name] for name in answer.visits]
    asked = (want for visit in visits for want in (*problem.client[visit.client].requires, *visit.requires))
    for want in dict.fromkeys(one for one in asked if one.why):
        bare = wants(str(replace(want, why="")), language)
        yield phrase("why_required", language, attribute=bare, why=want.why)


def span(problem: Problem, visit: Visit, language: str) -> str:
    """When a visit may begin: "between 08:00 and 09:30"; told once, where it may on several days."""
    spans = ((opens, max(opens, due)) for opens, due in visit.deadlines())
    return ", ".join(dict.fromkeys(_between(problem, opens, due, language) for opens, due in spans))


def _between(problem: Problem, opens: Ticks, closes: Ticks | None, language: str) -> str:
    return phrase("span", language, opens=clock_words(problem, opens), closes=clock_words(problem, closes))


# -- an offer ----------------------------------------------------------------------------------------------------------


def lines_of(answer: Answer, offer: Offer, days: Mapping[str, Day], language: str = "en") -> tuple[str, ...]:
    """What an offer means: who comes when, what they know of the client, their hours, whom else it moves, its cost.

    days: the plan without the request, as it is lived (`desk.judged.lived.days`).
    """
    spoken(language)
    return (
        *_who(answer, offer, language),
        *_known(answer, offer, language),
        *_hours(answer, offer, days, language),
        *_moves(answer, offer, language),
        *_in_full(answer, offer, language),
        _cost(offer, language),
        *_undone(answer, offer, language),
    )


def _who(answer: Answer, offer: Offer, language: str) -> Iterator[str]:
    problem = answer.problem
    for carer in offer.carers:
        slots = [slot for slot in offer.slots if slot.carer == carer]
        if len(answer.visits) == 1:
            yield phrase("comes", language, carer=carer, **_when(problem, slots[0].start, language))
        else:
            told = ", ".join(
                f"{short_day(problem.calendar.date_of(one.start), language)} {clock_words(problem, one.start)}"
                for one in slots
            )
            yield phrase("slots_of", language, carer=carer, slots=told)
    if offer.also:
        yield phrase("also", language, clocks=listed(clock_words(problem, start) for start in sorted(offer.also)))


def _when(problem: Problem, start: Ticks, language: str) -> dict[str, str]:
    return {"day": day_words(problem.calendar.date_of(start), language), "clock": clock_words(problem, start)}


def _known(answer: Answer, offer: Offer, language: str) -> Iterator[str]:
    problem = answer.problem
    visits = [problem.visit[name] for name in answer.visits]
    client = problem.client[visits[0].client]
    needs = listed(dict.fromkeys(f"{need.competency} {need.level}" for visit in visits for need in visit.needs))
    for carer in offer.carers:
        if needs:
            yield phrase("holds", language, carer=carer, needs=needs)
        if carer in client.prefers:
            yield phrase("preferred", language, carer=carer, client=client.id)
        if carer in client.usual:
            yield phrase("knows", language, carer=carer, client=client.id)
        elif client.usual:
            yield phrase("new_face", language, carer=carer, client=client.id)


def _hours(answer: Answer, offer: Offer, days: Mapping[str, Day], language: str) -> Iterator[str]:
    for week in weeks_of(answer.problem, offer, days):
        bounds = [
            phrase(f"hours_{name}", language, hours=hours_words(bound, language))
            for name, bound in (("contract", week.contract), ("wanted", week.wanted))
            if bound is not None
        ]
        if week.carried:
            name = "hours_ahead" if week.carried > 0 else "hours_behind"
            bounds.append(phrase(name, language, hours=hours_words(abs(week.carried), language)))
        yield phrase(
            "hours",
            language,
            carer=week.carer,
            day=day_words(week.first, language),
            before=hours_words(week.before, language),
            after=hours_words(week.after, language),
            bounds=", ".join(bounds) or phrase("hours_unbound", language),
        )


def _moves(answer: Answer, offer: Offer, language: str) -> Iterator[str]:
    if not offer.pushes:
        yield phrase("nobody_moves", language)
    for push in offer.pushes:
        old = clock_words(answer.problem, push.old)
        yield phrase("moves", language, client=push.client, old_clock=old, **_when(answer.problem, push.new, language))


def _in_full(answer: Answer, offer: Offer, language: str) -> tuple[str, ...]:
    found = (sentence(one, answer.problem, language) for one in offer.findings if one.rule in SAID_IN_FULL)
    return tuple(dict.fromkeys(found))


def _cost(offer: Offer, language: str) -> str:
    name = "saves" if offer.cost < 0 else "costs"
    return phrase(name, language, cost=number(abs(offer.cost), language), parts=by_rule(offer.contributions, language))


def _undone(answer: Answer, offer: Offer, language: str) -> Iterator[str]:
    if offer.missing:
        count, whole = len(offer.missing), len(answer.visits)
        yield phrase("leaves_undone", language, count=count, all=whole, visits=listed(offer.missing))


# -- those who cannot --------------------------------------------------------------------------------------------------


def refusals(answer: Answer, language: str = "en") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Why each of those ruled out is, in their order, and what each of its findings says.

    What many have in common is put into words once.
    """
    spoken(language)
    told: dict[Hashable, str] = {}
    when: dict[str, tuple[str, str]] = {}
    for out in answer.ruled_out:
        broken = tuple(sentence(one, answer.problem, language) for one in out.findings)
        alike = (out.bar, out.why, out.visits, out.between, broken)
        if alike not in told:
            told[alike] = _refused(answer, out, broken, language, when)
        yield told[alike], broken


def refusal(answer: Answer, out: RuledOut, language: str = "en") -> str:
    """Why a carer is ruled out: "has no gap between 08:00 and 09:30: is with client-12"."""
    spoken(language)
    broken = tuple(sentence(one, answer.problem, language) for one in out.findings)
    return _refused(answer, out, broken, language, {})


def _refused(
    answer: Answer, out: RuledOut, broken: tuple[str, ...], language: str, when: dict[str, tuple[str, str]]
) -> str:
    """broken: what the findings say. when: day and times of visits in words, as far as known; what is new is added."""
    problem = answer.problem
    bar = out.why or out.bar
    visit = problem.visit[out.visits[0] if out.visits else answer.visits[0]]
    if visit.id not in when:
        when[visit.id] = day_words(problem.date_of(visit), language), span(problem, visit, language)
    day, windows = when[visit.id]
    name = f"bar_{bar.name.lower()}"
    reason = phrase(
        f"{name}_with" if out.between else name,
        language,
        day=day,
        windows=windows,
        clients=listed(out.between),
        broken=" ".join(dict.fromkeys(broken)),
    )
    if out.bar is not Bar.NOT_ALL:
        return reason
    count = len(out.visits)
    return phrase("bar_visits", language, count=count, all=len(answer.visits), visit=visit.id, reason=reason)


def tip(answer: Answer, advice: Advice, language: str = "en") -> str:
    """What would help, in a sentence."""
    spoken(language)
    problem, offer = answer.problem, advice.offer
    carer, start = listed(offer.carers), offer.slots[0].start
    if advice.help is Help.WINDOW:
        assert advice.opens is not None
        ends = _between(problem, advice.opens, advice.closes, language)
        return phrase("window_help", language, windows=ends, carer=carer, clock=clock_words(problem, start))
    if advice.help is Help.TRAINING:
        told = {"competency": advice.competency, "level": advice.level, "carers": listed(advice.carers)}
        return phrase("training_help", language, **told)
    if advice.help is Help.PUSH:
        clients = listed(dict.fromkeys(push.client for push in offer.pushes))
        times = ", ".join(f"{clock_words(problem, one.old)} → {clock_words(problem, one.new)}" for one in offer.pushes)
        clock = clock_words(problem, start)
        return phrase("push_help", language, clients=clients, times=times, carer=carer, clock=clock)
    return phrase("crew_help", language, count=len(offer.carers), carers=carer)


def facts_used(answer: Answer, language: str = "en") -> str:
    """One sentence that lists the facts on which an answer rests."""
    return used(facts(answer.problem), language)
