"""What plans leave to the next one: who cared for whom, and the carers' hour accounts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.errors import Fault
from engine.units import Ticks


@dataclass(frozen=True, slots=True)
class Account:
    """One carer's account, in ticks. contract: a week's hours, None where there are none; worked: care and travel since
    the account was opened; carried: what of it lies above the contract, below 0 what is missing; year_left: what the
    accounting year still allows, breaks aside and waiting included; None where nobody asks.
    """

    carer: str
    contract: Ticks | None = None
    worked: Ticks = 0
    carried: Ticks = 0
    year_left: Ticks | None = None


@dataclass(frozen=True, slots=True)
class Familiar:
    """A carer whom a client knows: so many visits, and the day of the last one."""

    client: str
    carer: str
    visits: int
    last: date

    @property
    def key(self) -> str:
        return f"{self.carer} of {self.client}"

    def faults(self) -> Iterator[Fault]:
        where = f"familiar {self.key}"
        if self.visits < 1:
            yield Fault(where, "visits", self.visits, "give 1 or more, or leave the line out")


@dataclass(frozen=True, slots=True)
class History:
    """until: the first day whose visits are not in it; what was before is never counted twice. accounted: the day as of
    which the accounts are told, at its beginning; ticks_per_minute: of their hours.
    """

    until: date
    familiar: tuple[Familiar, ...] = ()
    accounted: date | None = None
    accounts: tuple[Account, ...] = ()
    ticks_per_minute: int = 1

    def faults(self) -> Iterator[Fault]:
        for kind, keys in (
            ("familiar", [one.key for one in self.familiar]),
            ("account", [one.carer for one in self.accounts]),
        ):
            for key, times in Counter(keys).items():
                if times > 1:
                    yield Fault(f"{kind} {key}", kind, key, f"given {times} times: keep one")
        for one in self.familiar:
            yield from one.faults()
            if one.last >= self.until:
                yield Fault(f"familiar {one.key}", "last", one.last, f"lies before the history's end ({self.until})")
        if self.accounts and self.accounted is None:
            yield Fault("history", "accounted", None, "say the day as of which the accounts are told")
        if not 1 <= self.ticks_per_minute <= 1_000:
            yield Fault("history", "ticks_per_minute", self.ticks_per_minute, "give 1 (minutes) to 1000")
