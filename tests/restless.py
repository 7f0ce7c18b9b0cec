"""Weeks of work without a day off but for the rests that are told: the vocabulary of tests about weekly rest."""

from engine.plan import Plan
from engine.problem import Labour, Problem
from tests.twins import plan, problem, shift, visit

POOLED = Labour(weekly_rest_over=14)


def worked(*spans: tuple[str, str], days: int = 14, labour: Labour = POOLED) -> tuple[Problem, Plan]:
    """Work without a day off but for the rests told, each from coming home until leaving again ("3 12:00").

    On each other day there is a visit at 0:40 and one at 22:50, so that no night is a rest of 24 hours.
    """
    shifts = [shift("aina", "00:00-24:00", day=day) for day in range(days)]
    rests = sorted((_tick(begins), _tick(ends)) for begins, ends in spans)
    at_work = [day * 1440 + clock for day in range(days) for clock in (40, 22 * 60 + 50)]
    starts = {tick for tick in at_work if not any(begins - 40 < tick < ends + 10 for begins, ends in rests)}
    starts |= {begins - 40 for begins, _ in rests if begins} | {ends + 10 for _, ends in rests if ends < days * 1440}
    ordered = sorted(starts)
    visits = [visit(f"v{tick}", windows="00:00-24:00", day=tick // 1440) for tick in ordered]
    given = problem(*shifts, *visits, labour, days=days)
    rounds: dict[str, list[str]] = {}
    for tick in ordered:
        clock = f"{tick % 1440 // 60:02}:{tick % 60:02}"
        rounds.setdefault(shifts[tick // 1440].id, []).append(f"{clock} v{tick}")
    return given, plan(given, **{name: ", ".join(stops) for name, stops in rounds.items()})


def _tick(moment: str) -> int:
    day, clock = moment.split()
    hours, minutes = clock.split(":")
    return (int(day) * 24 + int(hours)) * 60 + int(minutes)
