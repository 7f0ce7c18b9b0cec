"""Why a visit is left out, summed up from what the referee says of each carer."""

from collections import Counter
from collections.abc import Iterable

from engine.explain.candidates import Question, gets_there, ruled_out, shifts_on_its_day
from engine.explain.pairs import belongs_with
from engine.explain.phrases import phrase
from engine.explain.reasons import Alternative, Candidate, Obstacle, by_rule
from engine.explain.sentences import sentence, title
from engine.explain.words import clock_words, day_words, listed, number
from engine.problem import Problem, Visit
from engine.result import Finding

STUCK = {Obstacle.IMPOSSIBLE: "impossible", Obstacle.PARTNER: "partner_without_place"}
WITHIN_REACH = (Obstacle.FITS, Obstacle.COSTS_MORE, Obstacle.BUSY, *STUCK)


def why_left_out(question: Question, candidates: tuple[Candidate, ...], language: str) -> tuple[str, ...]:
    """The reasons in words: who may not, who is not there in time, who is busy, and what the best way in would cost."""
    visit = question.visit
    head = phrase("is_left_out", language, visit=visit.id, client=visit.client, day=its_day(question, language))
    partners = [partner for partner in _partners(question) if partner.id in question.verdict.unplanned]
    lines = [head, *(phrase("partner", language, other=partner.id) for partner in partners)]
    for partner in partners:
        if all_excluded := _excluded_outright(question, partner):
            asked = Question(question.problem, question.plan, partner, question.place, question.verdict)
            told = _reasons(asked, all_excluded, language)
            return (*lines, *(phrase("partner_excluded", language, other=partner.id, reason=one) for one in told))
    return (*lines, *_reasons(question, candidates, language))


def its_day(question: Question, language: str) -> str:
    """The day on which the visit falls due, in words."""
    return day_words(question.problem.date_of(question.visit), language)


def windows_of(problem: Problem, visit: Visit) -> str:
    """When a visit may begin without being late: "08:00–09:30"."""
    spans = ((opens, max(opens, due)) for opens, due in visit.deadlines())
    return ", ".join(f"{clock_words(problem, opens)}–{clock_words(problem, due)}" for opens, due in spans)


def all_sentences(findings: Iterable[Finding], problem: Problem, language: str) -> str:
    """Findings one after the other; where there are none, no round has a place."""
    told = dict.fromkeys(sentence(finding, problem, language) for finding in findings)
    return " ".join(told) or phrase("no_way_in", language)


def way_in(question: Question, way: Alternative, language: str, name: str) -> str:
    """What a place for an unplanned visit would cost, against what leaving it out costs."""
    return phrase(
        name,
        language,
        carer=way.carer,
        clock=_clock(question, way, language),
        cost=number(way.cost + way.left_out, language),
        left_out=number(way.left_out, language),
        parts=by_rule(way.contributions, language),
        broken=all_sentences(way.broken, question.problem, language),
    )


def _clock(question: Question, way: Alternative, language: str) -> str:
    """When a visit would begin; with its day where that is not the one on which it falls due."""
    on = question.problem.calendar.date_of(way.start)
    clock = clock_words(question.problem, way.start)
    return clock if on == question.problem.date_of(question.visit) else f"{clock} ({day_words(on, language)})"


# -- those who may not -------------------------------------------------------------------------------------------------


def _reasons(question: Question, candidates: tuple[Candidate, ...], language: str) -> list[str]:
    excluded = [one for one in candidates if one.obstacle is Obstacle.RULED_OUT]
    allowed = [one for one in candidates if one.obstacle is not Obstacle.RULED_OUT]
    lines: list[str] = []
    if excluded:
        lines += _nobody_holds(question, language)
        lines.append(exclusions(excluded, len(candidates), language))
    if not allowed:
        return lines or [phrase("nobody_allowed", language)]
    if excluded or any(one.obstacle not in WITHIN_REACH for one in allowed):
        lines.append(_who_may(question, allowed, len(candidates), language))
    return lines + _of_those(question, allowed, language)


def _nobody_holds(question: Question, language: str) -> list[str]:
    """The needs that no carer meets, where the competence rule may not be broken."""
    if question.prices.points.get("competence", 0) is not None:
        return []
    on = question.problem.date_of(question.visit)
    return [
        phrase("nobody_holds", language, competency=need.competency, level=need.level, day=its_day(question, language))
        for need in question.visit.needs
        if all(carer.level(need.competency, on) < need.level for carer in question.problem.carers)
    ]


def exclusions(excluded: Iterable[Candidate], of: int, language: str) -> str:
    """How many carers the hard rules about visit and carer rule out, and for what."""
    each = list(excluded)
    why = Counter((finding.rule, finding.detail) for one in each for finding in one.findings)
    parts = [
        f"{title(rule, language)}{f': {detail}' if detail else ''} ({count})"
        for (rule, detail), count in why.most_common()
    ]
    return phrase("ruled_out", language, count=len(each), all=of, parts="; ".join(parts))


def _who_may(question: Question, allowed: list[Candidate], of: int, language: str) -> str:
    names = [one.carer for one in allowed]
    needs = " + ".join(f"{need.competency} {need.level}" for need in question.visit.needs)
    on = question.problem.date_of(question.visit)
    holders = [
        carer.id
        for carer in question.problem.carers
        if all(carer.level(need.competency, on) >= need.level for need in question.visit.needs)
    ]
    name = "holders" if needs and holders == names else "allowed"
    return phrase(name, language, count=len(names), all=of, needs=needs, names=listed(names))


# -- those who may -----------------------------------------------------------------------------------------------------


def _of_those(question: Question, allowed: list[Candidate], language: str) -> list[str]:
    lines: list[str] = []
    if any(one.obstacle in WITHIN_REACH for one in allowed):
        lines += _some_cannot(question, allowed, language)
    else:
        lines.append(_none_in_time(question, allowed, language))
    usable = [one for one in allowed if one.usable]
    if usable:
        return lines + _fits(question, usable, allowed, language)
    return lines + _busy(question, allowed, language) + _stuck(question, allowed, language)


def _some_cannot(question: Question, allowed: list[Candidate], language: str) -> list[str]:
    gaps = {"day": its_day(question, language), "windows": windows_of(question.problem, question.visit)}
    found: list[str] = []
    for name in ("some_without_shift", "some_without_way", "some_out_of_reach"):
        names = [one.carer for one in allowed if _hindrance(question, one) == name]
        if names:
            found.append(phrase(name, language, count=len(names), names=listed(names), **gaps))
    return found


def _hindrance(question: Question, candidate: Candidate) -> str:
    """What keeps a carer from being there in time, as a phrase's name; empty if nothing does."""
    if candidate.obstacle is Obstacle.NO_SHIFT:
        return "some_without_shift"
    if candidate.obstacle is not Obstacle.OUT_OF_REACH:
        return ""
    carer = question.problem.carer[candidate.carer]
    return "some_out_of_reach" if gets_there(question.problem, question.visit, carer) else "some_without_way"


def _none_in_time(question: Question, allowed: list[Candidate], language: str) -> str:
    problem, visit = question.problem, question.visit
    day = its_day(question, language)
    shifts = [shift for one in allowed for shift in shifts_on_its_day(problem, visit, problem.carer[one.carer])]
    if not shifts:
        return phrase("none_on_shift", language, day=day)
    if not any(gets_there(problem, visit, problem.carer[one.carer]) for one in allowed):
        return phrase("none_gets_there", language)
    if len(problem.days_of_visit(visit)) == 1:
        first, last = min(shift.start for shift in shifts), max(shift.end for shift in shifts)
        on = problem.date_of(visit)
        if first > max(due for _, due in visit.deadlines()) and problem.calendar.date_of(first) == on:
            return phrase("none_before", language, clock=clock_words(problem, first), day=day)
        if last <= visit.earliest and problem.calendar.date_of(last) == on:
            return phrase("none_after", language, clock=clock_words(problem, last), day=day)
    return phrase("none_in_time", language, windows=windows_of(problem, visit), day=day)


def _fits(question: Question, usable: list[Candidate], allowed: list[Candidate], language: str) -> list[str]:
    busy = [one.carer for one in allowed if one.obstacle is Obstacle.BUSY]
    lines = [phrase("some_busy", language, count=len(busy), names=listed(busy))] if busy else []
    best = min(usable, key=_cost)
    assert best.alternative is not None
    name = "fits" if best.obstacle is Obstacle.FITS else "costs_more"
    return [*lines, way_in(question, best.alternative, language, name)]


def _cost(candidate: Candidate) -> tuple[bool, int, float]:
    way = candidate.alternative
    assert way is not None
    return candidate.obstacle is not Obstacle.FITS, len(way.broken), way.cost


def _busy(question: Question, allowed: list[Candidate], language: str) -> list[str]:
    busy = [one for one in allowed if one.obstacle is Obstacle.BUSY]
    if not busy:
        return []
    name = "some_busy" if any(one.obstacle in STUCK for one in allowed) else "all_busy"
    head = phrase(name, language, count=len(busy), names=listed(one.carer for one in busy))
    ways = [one for one in busy if one.alternative is not None]
    if not ways:
        return [head, phrase("no_way_in", language)]
    best = min(ways, key=_cost).alternative
    assert best is not None
    return [head, way_in(question, best, language, "cheapest_way_in")]


def _stuck(question: Question, allowed: list[Candidate], language: str) -> list[str]:
    return [
        phrase(
            STUCK[one.obstacle],
            language,
            carer=one.carer,
            broken=all_sentences(one.findings, question.problem, language),
        )
        for one in allowed
        if one.obstacle in STUCK
    ]


# -- a visit that belongs to another -----------------------------------------------------------------------------------


def _partners(question: Question) -> list[Visit]:
    """The visits that are done with this one or not at all."""
    name, visit = question.visit.id, question.problem.visit
    return [visit[other] for other in belongs_with(question.problem, name)]


def _excluded_outright(question: Question, visit: Visit) -> tuple[Candidate, ...]:
    """All carers with what excludes them from a visit whatever is planned; nothing if somebody is not excluded."""
    found: list[Candidate] = []
    for carer in question.problem.carers:
        if forbidden := ruled_out(question.prices, visit, carer):
            found.append(Candidate(carer.id, Obstacle.RULED_OUT, forbidden))
        elif not shifts_on_its_day(question.problem, visit, carer):
            found.append(Candidate(carer.id, Obstacle.NO_SHIFT))
        else:
            return ()
    return tuple(found)
