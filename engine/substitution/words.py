"""An absence, its shortlists and its proposals in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.explain.reasons import by_rule
from engine.explain.sentences import sentence, title
from engine.explain.words import WORDS, clock_words, day_words, listed, signed
from engine.matching import Bar, Push, RuledOut
from engine.problem import Problem
from engine.result import Finding
from engine.substitution.absence import Absence
from engine.substitution.answer import Cover, Proposal, Shortlist, StandIn, Substitution
from engine.substitution.phrases import said

MOST_NAMED = 8
"""So many carers or visits, at most, are named in one sentence."""

MOST_BETWEEN = 2
"""So many clients, at most, are named who keep a carer busy."""


def in_words(problem: Problem, absent: Absence, found: Substitution, language: str) -> Substitution:
    """The same answer with everything told in a language."""
    lists = tuple(shortlist_in_words(problem, one, language) for one in found.shortlists)
    reasons = {one.visit: _why_nobody(one, language) for one in lists}
    proposals = tuple(
        replace(one, summary=tuple(_proposal(problem, found, one, reasons, language))) for one in found.proposals
    )
    summary = tuple(_head(problem, absent, found, language))
    return replace(found, shortlists=lists, proposals=proposals, summary=summary)


def _head(problem: Problem, absent: Absence, found: Substitution, language: str) -> Iterator[str]:
    day = day_words(absent.date, language)
    yield said("absent", language, carer=found.carer, day=day, count=len(found.visits), clients=len(found.clients))
    if found.kept:
        yield said("kept", language, clock=clock_words(problem, found.now), visits=listed(found.kept, MOST_NAMED))
    yield said("left_undone", language, cost=signed(found.left_undone, language))
    if not found.proposals:
        yield said("no_proposal", language)


# -- a proposal --------------------------------------------------------------------------------------------------------


def _proposal(
    problem: Problem, found: Substitution, one: Proposal, reasons: dict[str, str], language: str
) -> Iterator[str]:
    yield said(
        "proposal",
        language,
        aims=aims_of(one, language),
        covered=len(one.covers),
        all=len(found.visits),
        helpers=len(one.helpers),
        names=listed(one.helpers, MOST_NAMED),
    )
    yield from (takes(problem, cover, language) + WORDS("stop", language) for cover in one.covers)
    yield from (pushed(problem, push, language) for push in one.pushes)
    for name in one.missing:
        client, told = problem.visit[name].client, clock_words(problem, _told(found, name))
        yield said("missing", language, visit=name, client=client, told=told, reason=reasons[name])
    if one.retold:
        yield said("new_times", language, count=len(one.retold), names=listed(one.retold, MOST_NAMED))
    else:
        yield said("no_new_time", language)
    yield said("cost", language, cost=signed(one.cost, language), parts=by_rule(one.contributions, language))
    yield said("against_running", language, carer=found.carer, cost=signed(one.against_running, language))
    if one.broken:
        broken = " ".join(sentence(finding, problem, language) for finding in one.broken)
        yield said("newly_forbidden", language, broken=broken)


def aims_of(one: Proposal, language: str) -> str:
    """What a proposal is best at: "Fewest new times, cheapest"."""
    aims = ", ".join(said(aim.value, language) for aim in one.aims)
    return aims[:1].upper() + aims[1:]


def _told(found: Substitution, visit: str) -> int:
    return next(one.told for one in found.shortlists if one.visit == visit)


def takes(problem: Problem, cover: Cover, language: str) -> str:
    """Who takes a visit and when; without a full stop."""
    clock, told = clock_words(problem, cover.start), clock_words(problem, cover.told)
    name = "takes" if cover.as_told else "takes_at"
    gaps = {"carer": cover.carer, "visit": cover.visit, "client": cover.client, "clock": clock, "told": told}
    return said(name, language, **gaps)


def pushed(problem: Problem, push: Push, language: str) -> str:
    clock, told = clock_words(problem, push.new), clock_words(problem, push.old)
    return said("pushed", language, visit=push.visit, client=push.client, clock=clock, told=told)


# -- a shortlist -------------------------------------------------------------------------------------------------------


def shortlist_in_words(problem: Problem, one: Shortlist, language: str) -> Shortlist:
    """A shortlist with everything told in a language."""
    count = len(one.stand_ins) + len(one.further)
    told = clock_words(problem, one.told)
    lines = [said("could_take", language, visit=one.visit, client=one.client, told=told, count=count)]
    if one.further:
        names = listed((name for name, _ in one.further), MOST_NAMED)
        lines.append(said("further", language, count=len(one.further), names=names))
    stand_ins = tuple(replace(way, summary=_stand_in(problem, way, language)) for way in one.stand_ins)
    return replace(one, stand_ins=stand_ins, summary=(*lines, *_refusals(one.ruled_out, language)))


def _stand_in(problem: Problem, way: StandIn, language: str) -> str:
    stop = WORDS("stop", language)
    parts = [f"{takes(problem, way.cover, language)}; {by_rule(way.contributions, language)}{stop}"]
    parts += [pushed(problem, push, language) for push in way.pushes]
    if way.with_too:
        parts.append(said("with_too", language, visits=listed(way.with_too, MOST_NAMED)))
    return " ".join(parts)


def _refusals(ruled_out: Iterable[RuledOut], language: str) -> Iterator[str]:
    """One sentence for each kind of reason, with everybody whom it rules out."""
    every = tuple(ruled_out)
    for bar in Bar:
        names = [_named(out, language) for out in every if out.bar is bar]
        if names:
            yield said(bar.name, language, count=len(names), names=listed(names, MOST_NAMED))


def _named(out: RuledOut, language: str) -> str:
    why = listed(out.between, MOST_BETWEEN) if out.between else _titles(out.findings, language)
    return f"{out.carer} ({why})" if why else out.carer


def _titles(findings: Iterable[Finding], language: str) -> str:
    return listed(dict.fromkeys(title(finding.rule, language) for finding in findings))


def _why_nobody(one: Shortlist, language: str) -> str:
    """Why a visit stays undone: nobody could take it at all, or not beside the others."""
    able = [way.cover.carer for way in one.stand_ins] + [name for name, _ in one.further]
    if able:
        return said("needed_elsewhere", language, names=listed(able, MOST_NAMED))
    counts = ((bar, sum(out.bar is bar for out in one.ruled_out)) for bar in Bar)
    told = ", ".join(f"{said(f'{bar.name}_SHORT', language)} ({count})" for bar, count in counts if count)
    return f"{told[:1].upper()}{told[1:]}{WORDS('stop', language)}"
