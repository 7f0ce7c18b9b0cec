"""The week of each carer and of each client: hours, rest, who shares what is hard, and who comes."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.report.page import NONE, Page
from engine.kpi import CarerKpis, ClientKpis, Face


@dataclass(frozen=True, slots=True)
class Worked:
    """A carer's hours in words. weeks: week by week, empty where there is one; concern: minutes off the contract, or
    off what is wanted where nothing is contracted."""

    carer: str
    number: int
    hours: str
    contract: str
    wanted: str
    carried: str
    balance: str
    weeks: str
    concern: float


@dataclass(frozen=True, slots=True)
class Rested:
    """A carer's rest and share of what is hard, in words. short, narrow: whether the rest between two days, or of the
    week, lies below the bound."""

    carer: str
    number: int
    rest: str
    free: str
    unpaid: str
    weekends: str
    split: str
    morning: str
    short: bool
    narrow: bool
    concern: float


@dataclass(frozen=True, slots=True)
class Known:
    """Who comes to a client. usual, others: carers, with how often; over: how many carers more than the target."""

    client: str
    visits: str
    carers: int
    target: int
    by_usual: str
    usual: str
    others: str
    over: int


def worked(page: Page) -> list[Worked]:
    """Each carer's hours against contract and wishes, and what is carried over."""
    return [_worked(page, one) for one in page.kpis.carers]


def _worked(page: Page, one: CarerKpis) -> Worked:
    off = [abs(one.minutes - told) for told in (one.contract, one.wanted) if told is not None]
    weeks = [f"{page.words.span(week.minutes)} / {page.lasts(week.contract)}" for week in one.hours]
    return Worked(
        one.carer,
        page.number[one.carer],
        page.words.span(one.minutes),
        page.lasts(one.contract),
        page.lasts(one.wanted),
        _signed(page, one.carried),
        NONE if one.balance is None else _signed(page, one.balance),
        " · ".join(weeks) if len(weeks) > 1 else "",
        off[0] if off else 0,
    )


def rested(page: Page) -> list[Rested]:
    """Each carer's rest, and how much of what makes a week hard is theirs."""
    mornings = sum(one.morning for one in page.kpis.carers)
    return [_rested(page, one, mornings) for one in page.kpis.carers]


def _rested(page: Page, one: CarerKpis, mornings: int) -> Rested:
    labour = page.problem.labour
    narrow = labour.weekly_rest_over == 7 and _below(one.free, labour.weekly_rest)
    return Rested(
        one.carer,
        page.number[one.carer],
        page.lasts(one.rest),
        page.lasts(one.free),
        page.words.span(one.unpaid),
        str(one.weekends),
        str(one.split_days),
        page.words.percent(one.morning / mornings) if mornings else NONE,
        _below(one.rest, labour.rest_between_days),
        narrow,
        one.unpaid,
    )


def _below(measured: float | None, bound: int | None) -> bool:
    return measured is not None and bound is not None and measured < bound


def known(page: Page, faces: int | None = None) -> list[Known]:
    """Who comes to each client. faces: so many are named in each cell, and the others counted."""
    return [_known(page, one, faces) for one in page.kpis.clients if one.visits]


def _known(page: Page, one: ClientKpis, faces: int | None) -> Known:
    return Known(
        one.client,
        page.words("of", part=one.planned, whole=one.visits) if one.planned < one.visits else str(one.visits),
        one.carers,
        one.target,
        NONE if one.by_usual is None or not one.planned else page.words.percent(one.by_usual / one.planned),
        _often([face for face in one.faces if face.usual], faces),
        _often([face for face in one.faces if not face.usual], faces),
        max(0, one.carers - one.target),
    )


def _often(faces: Sequence[Face], most: int | None) -> str:
    told = [f"{face.visits}×\u00a0{face.carer}" for face in faces[:most]]
    return ", ".join([*told, f"+{len(faces) - len(told)}"] if len(told) < len(faces) else told) or NONE


def bounds(page: Page) -> str:
    """What rest is held against: the numbers of the problem, whether a pack gave them or the co-op."""
    labour, words = page.problem.labour, page.words
    rest = words("off") if labour.rest_between_days is None else words.span(labour.rest_between_days)
    free = words("off") if labour.weekly_rest is None else words.span(labour.weekly_rest)
    pooled = words("pooled") if labour.weekly_rest is not None and labour.weekly_rest_over > 7 else ""
    return words("rest_bounds", rest=rest, free=free) + pooled


def _signed(page: Page, minutes: float) -> str:
    """A balance: with a sign, unless it is even."""
    told = page.words.span(minutes)
    return f"+{told}" if round(minutes) > 0 else told if told.startswith("−") or not round(minutes) else f"−{told[1:]}"
