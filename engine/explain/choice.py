"""Why this carer, why not that one, and why nobody."""

from dataclasses import dataclass

from engine.check import check
from engine.errors import EngineError
from engine.explain.candidates import Question, changed_rounds, gets_there
from engine.explain.phrases import phrase
from engine.explain.reasons import (
    Alternative,
    Candidate,
    Explanation,
    Obstacle,
    Placer,
    about_visit,
    by_rule,
    contributions,
)
from engine.explain.sentences import sentence, spoken
from engine.explain.unplanned import STUCK, all_sentences, exclusions, its_day, way_in, why_left_out, windows_of
from engine.explain.words import clock_words, day_words, number
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Verdict

ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a visit is not with a named carer. candidate: None where it is with that carer already."""

    visit: str
    carer: str
    candidate: Candidate | None
    summary: tuple[str, ...]


def why(
    problem: Problem, plan: Plan, visit: str, place: Placer, language: str = "en", verdict: Verdict | None = None
) -> Explanation:
    """Why a visit is with its carer at its time, or why nobody does it, with the best alternatives.

    verdict: the referee's on this plan, if it is at hand. Raises EngineError for an unknown visit, PlanError for a plan
    of another problem.
    """
    spoken(language)
    question = _ask(problem, plan, visit, place, verdict)
    carer = _carer(question)
    candidates = tuple(question.candidate(other) for other in problem.carers if other.id != carer)
    usable = [one.alternative for one in candidates if one.alternative is not None and one.usable]
    best = tuple(sorted(usable, key=lambda one: (one.cost, one.carer))[:ALTERNATIVES])
    excluded = tuple(one for one in candidates if not one.usable)
    findings = about_visit(question.verdict, visit)
    if carer is None:
        summary = why_left_out(question, candidates, language)
        return Explanation(visit, None, None, (), findings, best, excluded, summary)
    without = question.judged.changed(changed_rounds(plan, question.rest))
    worth = contributions(without.after, without.before)
    start = next(stop.start for name, _, stop in plan.visits() if name == visit)
    lines = [
        phrase("is_with", language, visit=visit, carer=carer, **_when(question, start, language)),
        *(sentence(finding, problem, language) for finding in findings),
        phrase("against_leaving_out", language, parts=by_rule(worth, language)),
        *(_other(question, one, language) for one in best),
    ]
    if not best:
        lines.append(phrase("nobody_else", language))
    if ruled := [one for one in excluded if one.obstacle is Obstacle.RULED_OUT]:
        lines.append(exclusions(ruled, len(candidates), language))
    return Explanation(visit, carer, start, worth, findings, best, excluded, tuple(lines))


def why_not(
    problem: Problem,
    plan: Plan,
    visit: str,
    carer: str,
    place: Placer,
    language: str = "en",
    verdict: Verdict | None = None,
) -> Answer:
    """Why a visit is not with a named carer: what forbids it, or what it would cost.

    Raises EngineError for an unknown visit or carer, PlanError for a plan of another problem.
    """
    spoken(language)
    question = _ask(problem, plan, visit, place, verdict)
    if carer not in problem.carer:
        raise EngineError(f"no carer {carer!r} in the problem: there are {', '.join(problem.carer)}")
    if carer == _carer(question):
        return Answer(visit, carer, None, (phrase("does_it", language, carer=carer),))
    candidate = question.candidate(problem.carer[carer])
    return Answer(visit, carer, candidate, _refusal(question, candidate, language))


def _ask(problem: Problem, plan: Plan, visit: str, place: Placer, verdict: Verdict | None) -> Question:
    if visit not in problem.visit:
        raise EngineError(f"no visit {visit!r} in the problem")
    return Question(problem, plan, problem.visit[visit], place, verdict or check(problem, plan))


def _carer(question: Question) -> str | None:
    return None if question.shift is None else question.problem.shift[question.shift].carer


def _refusal(question: Question, candidate: Candidate, language: str) -> tuple[str, ...]:
    problem, way = question.problem, candidate.alternative
    gaps = {
        "carer": candidate.carer,
        "day": its_day(question, language),
        "windows": windows_of(problem, question.visit),
        "broken": all_sentences(candidate.findings, problem, language),
    }
    if candidate.obstacle is Obstacle.RULED_OUT:
        told = (sentence(finding, problem, language) for finding in candidate.findings)
        return (phrase("would_be_forbidden", language, carer=candidate.carer), *told)
    lines: list[str] = []
    names = {Obstacle.NO_SHIFT: "no_shift", Obstacle.OUT_OF_REACH: "out_of_reach", Obstacle.BUSY: "busy", **STUCK}
    if candidate.obstacle in names:
        near = candidate.obstacle is not Obstacle.OUT_OF_REACH or gets_there(
            problem, question.visit, problem.carer[candidate.carer]
        )
        lines.append(phrase(names[candidate.obstacle] if near else "no_way_there", language, **gaps))
    if candidate.obstacle is Obstacle.OUT_OF_REACH and candidate.findings:
        lines.append(gaps["broken"])
    if candidate.usable and way is not None:
        lines.append(_other(question, way, language))
    return tuple(lines)


def _other(question: Question, way: Alternative, language: str) -> str:
    """What it would cost to give the visit to another carer."""
    if question.shift is None:
        better = way.mends or way.cost < 0
        return way_in(question, way, language, "fits" if better else "costs_more")
    name = "other_more" if way.cost > 0 else "other_less" if way.cost < 0 else "other_same"
    gaps = _when(question, way.start, language)
    cost, parts = number(abs(way.cost), language), by_rule(way.contributions, language)
    return phrase(name, language, carer=way.carer, cost=cost, parts=parts, **gaps)


def _when(question: Question, start: int, language: str) -> dict[str, object]:
    calendar = question.problem.calendar
    day = day_words(calendar.date_of(start), language)
    return {"client": question.visit.client, "day": day, "clock": clock_words(question.problem, start)}
