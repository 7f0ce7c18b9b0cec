"""Carers in groups: what a group has on average, and never what one person has."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from engine.kpi.carers import CarerKpis

FEWEST = 5
"""Carers in a group that is told apart; a mean of fewer says too much of each of them."""

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Mean:
    """What a group has on average, and how far its members lie from that (the standard deviation)."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class GroupKpis:
    """What a group of carers has on average over the horizon; times in minutes, shares from 0 to 1.

    carers: how many there are. minutes: service and travel; filled: these as a share of the contract, over those who
    have one, None where they are too few; travel: travel as a share of service and travel; the others as in CarerKpis.
    """

    group: str
    carers: int
    minutes: Mean
    filled: Mean | None
    travel: Mean
    unpaid: Mean
    weekends: Mean
    split_days: Mean


def by_group(carers: Sequence[CarerKpis], groups: Mapping[str, str], least: int = FEWEST) -> tuple[GroupKpis, ...]:
    """Means of groups of at least so many; carers who are in no group are left out.

    groups: carer -> group. Groups that are too small are told together, as "others"; where these are too few still, the
    next smallest group joins them, so that nobody can be found out by taking one number from another. None at all where
    everybody together is too few.
    """
    members: dict[str, list[CarerKpis]] = {}
    for one in carers:
        if one.carer in groups:
            members.setdefault(groups[one.carer], []).append(one)
    told = [_group(name, some, least) for name, some in _large_enough(members, least).items()]
    return tuple(sorted(told, key=lambda one: (one.group == OTHERS, one.group)))


def _large_enough(members: Mapping[str, list[CarerKpis]], least: int) -> dict[str, list[CarerKpis]]:
    sizes = sorted(members.items(), key=lambda one: (len(one[1]), one[0]))
    rest: list[CarerKpis] = []
    found: dict[str, list[CarerKpis]] = {}
    for name, some in sizes:  # the smallest first: once the rest is large enough, so is every group after it
        if len(some) < least or 0 < len(rest) < least:
            rest += some
        else:
            found[name] = some
    if len(rest) >= least:
        found[OTHERS] = [*found.pop(OTHERS, []), *rest]
    return found


def _group(name: str, carers: Sequence[CarerKpis], least: int) -> GroupKpis:
    def over(figure: Callable[[CarerKpis], float], some: Iterable[CarerKpis] = carers) -> Mean:
        values = [figure(one) for one in some]
        mean = sum(values) / len(values)
        return Mean(mean, sqrt(sum((value - mean) ** 2 for value in values) / len(values)))

    bound = [one for one in carers if one.contract]
    return GroupKpis(
        group=name,
        carers=len(carers),
        minutes=over(lambda one: one.minutes),
        filled=over(lambda one: one.minutes / (one.contract or 1), bound) if len(bound) >= least else None,
        travel=over(lambda one: one.travel / one.minutes if one.minutes else 0.0),
        unpaid=over(lambda one: one.unpaid),
        weekends=over(lambda one: one.weekends),
        split_days=over(lambda one: one.split_days),
    )
