"""The labour bounds of a JSON problem: those that it leaves unsaid are the pack's, or Ronda's own defaults."""

from dataclasses import fields
from datetime import date
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass as checked

from engine.errors import DataError, ProblemError
from engine.packs import labour_under, named
from engine.problem import Labour, Pack

UNSAID: Literal["default"] = "default"
Told = int | None | Literal["default"]
"""Minutes (of weekends_in_a_row, times); null switches a bound off; "default" and leaving it out are the same."""


@checked(frozen=True, kw_only=True, config=ConfigDict(strict=True, extra="forbid", allow_inf_nan=False))
class LabourFile:
    """Bounds of the labour rules, in minutes. pack: the name of a rule pack that comes with Ronda, or a whole pack; it
    gives every bound that is not told here."""

    pack: str | Pack | None = None
    longest_day: Told = UNSAID
    rest_between_days: Told = UNSAID
    weekly_rest: Told = UNSAID
    weekends_in_a_row: Told = UNSAID
    weekly_rest_over: int | Literal["default"] = UNSAID
    hours_over: int | Literal["default"] = UNSAID
    break_minutes: Told = UNSAID
    break_after: Told = UNSAID
    average_week: Told = UNSAID
    average_over: Told = UNSAID

    def labour(self, on: date) -> Labour:
        """The bounds as they count. on: the first day of the horizon. Raises ProblemError."""
        try:
            pack = named(self.pack, on) if isinstance(self.pack, str) else self.pack
        except DataError as error:
            raise ProblemError(error.faults) from None
        faults = [] if pack is None else list(pack.faults())
        if faults:
            raise ProblemError(faults)
        own = {one.name: getattr(self, one.name) for one in fields(Labour) if one.name != "pack"}
        return labour_under(pack, **{name: value for name, value in own.items() if value != UNSAID})
