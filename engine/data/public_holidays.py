"""Public holidays of a country or a region, offline, from the package `holidays`."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Annotated

import holidays
from pydantic import Field

from engine.errors import Fault

NAMED = r"[A-Z]{2}(-[A-Za-z0-9]+)?"

CalendarName = Annotated[str, Field(pattern=f"^{NAMED}$")]
"""A country by its two letters (ES), or one of its regions after them (ES-CT), as ISO 3166 names them."""


def dates_of(told: Sequence[date | str], start: date, days: int, faults: list[Fault]) -> tuple[date, ...]:
    """Dates as they are, and those of a country or region on so many days from `start` on by its name.

    A fault is added for each name that nothing is known of.
    """
    found: list[date] = []
    for one in told:
        if isinstance(one, date):
            found.append(one)
            continue
        try:
            found += public_holidays(one, start, days)
        except ValueError as error:
            faults.append(Fault("problem", "holidays", one, str(error)))
    named = any(not isinstance(one, date) for one in told)
    return tuple(sorted(set(found))) if named else tuple(found)


def public_holidays(name: str, start: date, days: int) -> tuple[date, ...]:
    """The public holidays of a country or region on so many days, in order: the country's own and the region's.

    Raises ValueError with the remedy where nothing is known of it. The days of a town are not in it: give them as
    dates.
    """
    country, _, region = name.partition("-")
    regions = _known().get(country)
    if regions is None:
        raise ValueError("no holidays are known of this country: give its two letters, as in ES-CT, or dates")
    if region and region not in regions:
        raise ValueError(f"no such region of it (there are: {', '.join(sorted(regions)) or 'none'}): correct it")
    span = [start + timedelta(days=ahead) for ahead in range(days)]
    found = holidays.country_holidays(country, subdiv=region or None, years={day.year for day in span})
    return tuple(day for day in span if day in found)


@cache
def _known() -> dict[str, list[str]]:
    return holidays.list_supported_countries(include_aliases=True)
