"""The tables of the report: headline figures, what rules charged, findings, unplanned visits, hours and faces."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.report.packs import pack_rules
from api.report.page import NONE, Page
from engine.explain import told_once
from engine.explain.sentences import sentence, title
from engine.problem import Pack
from engine.result import Finding, Result
from engine.rules import BY_ID, weight_of
from engine.shapes import Unit
from engine.travel.city import City
from engine.units import HARD

MOST_LISTED = 400
"""Different sentences of one rule that are told; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline figure. state: "" or "attention"."""

    key: str
    value: str
    sub: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """What one rule charged; share: of the rule that charged most."""

    rule: str
    title: str
    amount: str
    weight: str
    cost: str
    share: float


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found, dearest first; equal sentences are told once."""

    rule: str
    title: str
    count: int
    cost: str
    hard: bool
    sentences: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A visit that nobody makes, and why."""

    visit: str
    client: str
    when: str
    minutes: str
    facts: list[str]
    must: bool
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Hours:
    """A carer's hours in words and, in percent of the longest bar on the page, as a bar."""

    number: int
    carer: str
    shifts: int
    visits: int
    hours: str
    travel: str
    waiting: str
    contract: str
    wanted: str
    bar: float
    contract_at: float | None
    wanted_at: float | None


def tiles(page: Page) -> list[Tile]:
    words, found = page.words, page.kpis
    reasons = words("see_reasons") if found.unplanned else words("everyone")
    distance = "" if found.travel_metres is None else f" · {words.kilometres(found.travel_metres / 1000)}"
    filled = words("of", part=words.span(_served(page)), whole=words.span(found.contract_minutes))
    moment = ""
    if found.peak_at is not None:
        moment = f", {page.day(page.problem.calendar.day_of(found.peak_at))} {page.clock(found.peak_at)}"
    late = words("late_sub", count=found.late, worst=words.span(found.late_worst))
    faces = words("faces_sub", p90=found.carers_per_client_p90, most=found.carers_per_client_max)

    above = words("above_target", count=found.above_target)
    usual = (NONE if found.usual_share is None else words.percent(found.usual_share), above)

    now, *wider = (need.carers for need in found.morning_needs)
    saved = dict(zip(("half", "hour"), wider, strict=True))

    def warned(amount: float) -> str:
        return "attention" if amount else ""

    return [
        Tile("planned", words.figure(found.planned), _share_planned(page)),
        Tile("unplanned", words.figure(found.unplanned), reasons, warned(found.unplanned)),
        Tile("late", words.span(found.late_minutes), late, warned(found.late)),
        Tile("faces", words.figure(found.carers_per_client_mean, 1), faces),
        Tile("usual", *usual),
        Tile(
            "travelling",
            words.percent(found.travel_share),
            words("travelling_sub", time=words.span(found.travel_minutes)) + distance,
        ),
        Tile("contract", words.percent(found.contract_filled), filled),
        Tile("waiting_total", words.span(found.waiting_minutes), words("gaps_sub", count=found.gaps)),
        Tile("resting", page.lasts(found.rest_shortest), words("resting_sub", free=page.lasts(found.free_shortest))),
        Tile("overtime", words.span(found.overtime_minutes), words("beyond"), warned(found.overtime_minutes)),
        Tile("breaks", words.figure(found.missed_breaks), words("breaks_sub"), warned(found.missed_breaks)),
        Tile("peak", words.figure(found.peak), words("peak_sub") + moment),
        Tile("morning_need", words.figure(now), words("morning_need_sub", **saved)),
        Tile("cost", words.figure(page.verdict.cost), words("cost_sub")),
    ]


def _share_planned(page: Page) -> str:
    whole = page.kpis.visits
    if not whole:
        return ""
    share = page.words.percent(page.kpis.planned / whole, 1)
    return page.words("planned_sub", whole=page.words.figure(whole), share=share)


def _served(page: Page) -> float:
    return sum(carer.minutes for carer in page.kpis.carers if carer.contract)


def by_hour(page: Page) -> list[tuple[int, int, float]]:
    """Hour, visits that begin in it, and the height of its bar in percent; from the first such hour to the last."""
    counts = page.kpis.by_hour
    busy = [hour for hour, count in enumerate(counts) if count]
    most = max(counts, default=0)
    return [(hour, counts[hour], 100 * counts[hour] / most) for hour in range(busy[0], busy[-1] + 1)] if busy else []


def charges(page: Page) -> tuple[list[Charge], list[str]]:
    """What each rule charged, dearest first, and the titles of the soft rules that found nothing."""
    words, verdict = page.words, page.verdict
    paid = {rule: cost for rule, cost in verdict.components.items() if cost}
    dearest = max(paid.values(), default=1)
    rows = [
        Charge(
            rule,
            title(rule, words.language),
            measured(page, rule, verdict.amounts.get(rule, 0)),
            _weight(page, rule),
            words.least(round(cost, 2)),
            round(100 * cost / dearest, 1),
        )
        for rule, cost in sorted(paid.items(), key=lambda item: -item[1])
    ]
    return rows, [title(rule, words.language) for rule in verdict.components if rule not in paid]


def _weight(page: Page, rule: str) -> str:
    weight = weight_of(BY_ID[rule], page.problem)
    return page.words("forbidden") if weight == HARD else page.words.least(float(weight))


def measured(page: Page, rule: str, amount: float) -> str:
    """An amount with the sign of the rule's unit."""
    words = page.words
    unit = BY_ID[rule].unit if rule in BY_ID else Unit.TIMES
    if unit == Unit.MINUTES:
        return words.span(amount)
    sign = words("times") if unit == Unit.TIMES else words(f"unit_{unit.value}")
    return f"{words.figure(amount)}\u00a0{sign}"


def groups(page: Page) -> list[Group]:
    """All findings by rule: what is forbidden first, then as they cost."""
    by_rule: dict[tuple[bool, str], list[Finding]] = {}
    for hard, findings in ((True, page.verdict.violations), (False, page.verdict.findings)):
        for finding in findings:
            by_rule.setdefault((hard, finding.rule), []).append(finding)
    order = sorted(by_rule, key=lambda key: (not key[0], -sum(finding.cost or 0 for finding in by_rule[key])))
    return [_group(page, rule, hard, by_rule[hard, rule]) for hard, rule in order]


def _group(page: Page, rule: str, hard: bool, findings: list[Finding]) -> Group:
    words = page.words
    dearest = sorted(findings, key=lambda finding: -finding.amount)
    told = Counter(sentence(finding, page.problem, words.language) for finding in dearest)
    listed = [text if times == 1 else f"{text} ({times}×)" for text, times in list(told.items())[:MOST_LISTED]]
    cost = words("forbidden") if hard else words.least(round(sum(finding.cost or 0 for finding in findings), 2))
    more = max(0, len(told) - MOST_LISTED)
    return Group(rule, title(rule, words.language), len(findings), cost, hard, listed, more)


def unplanned(page: Page, explanations: Mapping[str, Sequence[str]]) -> list[Unplanned]:
    """The visits that nobody makes, musts first; reasons as given, else what the rules say of them."""
    about: dict[str, list[Finding]] = {}
    for finding in (*page.verdict.violations, *page.verdict.findings):
        if finding.about.visit is not None:
            about.setdefault(finding.about.visit, []).append(finding)
    visits = [page.problem.visit[name] for name in page.verdict.unplanned]
    visits.sort(key=lambda visit: (not visit.must, -visit.priority, visit.earliest))
    given = {visit.id: explanations[visit.id] for visit in visits if visit.id in explanations}
    once = told_once(page.problem, given, page.words.language)
    found: list[Unplanned] = []
    for visit in visits:
        own = [sentence(finding, page.problem, page.words.language) for finding in about.get(visit.id, ())]
        reasons = list(once.get(visit.id, ()))[1:] or own  # the first says only that it is left out
        day = page.day(page.problem.calendar.day_of(visit.earliest))
        spans = ", ".join(f"{page.clock(window.start)}–{page.clock(window.end)}" for window in visit.windows)
        minutes = page.span(visit.duration)
        found.append(
            Unplanned(visit.id, visit.client, f"{day}, {spans}", minutes, _facts(page, visit.id), visit.must, reasons)
        )
    return found


def _facts(page: Page, name: str) -> list[str]:
    words, visit = page.words, page.problem.visit[name]
    facts = [words("priority", level=visit.priority)] if visit.priority != 1 else []
    facts += [words("needs", what=f"{need.competency} {need.level}") for need in visit.needs]
    return facts + [words("requires", what=str(want)) for want in visit.requires]


def hours(page: Page) -> list[Hours]:
    """Each carer's hours against contract and wishes."""
    words, carers = page.words, page.kpis.carers
    longest = max((max(one.minutes, one.contract or 0, one.wanted or 0) for one in carers), default=0) or 1

    def at(minutes: float | None) -> float | None:
        return None if minutes is None else round(100 * minutes / longest, 1)

    return [
        Hours(
            page.number[one.carer],
            one.carer,
            one.shifts,
            one.visits,
            words.span(one.minutes),
            words.span(one.travel),
            words.span(one.waiting),
            page.lasts(one.contract),
            page.lasts(one.wanted),
            at(one.minutes) or 0,
            at(one.contract),
            at(one.wanted),
        )
        for one in carers
    ]


def faces(page: Page) -> list[tuple[str, int, float]]:
    """How many clients see how many different carers, with the length of a bar in percent."""
    counts = Counter(client.carers for client in page.kpis.clients if client.visits)
    most = max(counts.values(), default=1)
    names = {0: page.words("faces_none"), 1: page.words("faces_one")}
    return [
        (names.get(carers, page.words("faces_item", faces=carers)), counts[carers], 100 * counts[carers] / most)
        for carers in sorted(counts)
    ]


def provenance(page: Page, result: Result | None, city: City | None = None) -> list[tuple[str, str]]:
    """Where the plan comes from, and the streets of its maps, as pairs of a name and a text."""
    words, problem = page.words, page.problem
    span = words("horizon_words", first=page.day(0), last=page.day(problem.days - 1), zone=problem.timezone)
    rows = [(words("problem"), problem.name), (words("horizon"), f"{span} ({problem.start.year})")]
    used = {day.shift.mode for day in page.lived.values() if day.used}
    for matrix in problem.travel:
        if matrix.mode in used:
            kind = words("guess") if matrix.estimated else words("measured")
            rows.append((words("travel_by", mode=matrix.mode), f"{kind}. {matrix.source}" if matrix.source else kind))
    if city is not None:
        rows.append((words("streets"), f"{city.name}: {city.network.origin}"))
    weights = problem.weights
    rows.append((words("weights"), words("weights_words", name=weights.name, version=weights.version)))
    if problem.labour.pack is not None:
        rows.append((words("pack"), _pack(page, problem.labour.pack)))
    return rows + (_solved(page, result) if result is not None else [])


def _pack(page: Page, pack: Pack) -> str:
    """The pack's rules one by one, each with its source and how often the plan breaks it."""
    rules = (f"{rule.title} ({rule.source}): {rule.state}" for rule in pack_rules(page))
    return ". ".join((f"{pack.name}, {pack.title}", *rules))


def _solved(page: Page, result: Result) -> list[tuple[str, str]]:
    words = page.words
    solved = words(
        "strategy_words",
        strategy=result.strategy,
        iterations=words.figure(result.iterations),
        seconds=words.figure(result.seconds, 1),
        reason=words(result.stopped.value),
    )
    rows = [(words("strategy"), solved), (words("seed"), str(result.seed))]
    if result.bound is not None:
        gap = (page.verdict.cost - result.bound.value) / page.verdict.cost if page.verdict.cost else 0.0
        told = words("bound_words", value=words.figure(result.bound.value, 1), gap=words.percent(gap))
        rows.append((words("bound"), words("proved") if result.bound.proved else told))
    return rows
