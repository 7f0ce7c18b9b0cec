"""The rules of the labour pack one by one: what each bounds, where it is written, and whether the plan keeps it."""

from collections import Counter
from dataclasses import dataclass

from api.report.page import Page
from engine.explain import basis
from engine.explain.sentences import title
from engine.problem import BOUNDS, Problem
from engine.rules import BY_ID, weight_of
from engine.shapes import Group


@dataclass(frozen=True, slots=True)
class PackRule:
    """One rule that stands as the pack has it. measured: what the plan comes to, empty where nobody measures it;
    broken: how often the plan breaks it, None where nothing was asked."""

    title: str
    source: str
    bound: str
    measured: str
    state: str
    broken: int | None


def pack_rules(page: Page) -> list[PackRule]:
    """The pack's rules that hold as it says; those that the co-op has set otherwise are its own."""
    pack, words = page.problem.labour.pack, page.words
    if pack is None:
        return []
    findings = (*page.verdict.violations, *page.verdict.findings)
    broken = Counter(finding.rule for finding in findings if basis(finding, page.problem))
    found: dict[str, PackRule] = {}
    for number in pack.numbers:
        rule = BOUNDS[number.bound].rule
        if rule not in BY_ID or rule in found or page.problem.labour.follows(rule) is None:
            continue
        times = broken[rule] if _asked(page.problem, rule) else None
        state = words("pack_broken", count=times) if times else words("pack_kept")
        if times is None:
            state = words("pack_unasked")
        bound = words.span(number.amount or 0) if BOUNDS[number.bound].units.get("hours") else str(number.value)
        name = title(rule, words.language)
        found[rule] = PackRule(name, number.source, bound, _measured(page, rule), state, times)
    return list(found.values())


def _asked(problem: Problem, rule: str) -> bool:
    """Whether a rule counts, and has anything to look at: no weekly rest in three days, no year without accounts."""
    told = BY_ID[rule]
    return weight_of(told, problem) != 0 and not (isinstance(told, Group) and not told.teams(problem))


def _measured(page: Page, rule: str) -> str:
    """The shortest rest or the longest day of the plan, for rules about them."""
    days: Counter[tuple[str, int]] = Counter()
    for day in page.lived.values() if rule == "longest_day" else ():
        if day.used:
            days[day.shift.carer, page.problem.calendar.day_of(day.start)] += day.home - day.leave - day.rest
    told = {
        "longest_day": page.minutes(max(days.values())) if days else None,
        "rest_between_days": page.kpis.rest_shortest,
        "weekly_rest": page.kpis.free_shortest,
    }.get(rule)
    return "" if told is None else page.words.span(told)
