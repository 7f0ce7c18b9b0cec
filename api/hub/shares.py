"""How things are shared out, as the member's page tells it: each share's title, its unit and its groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.messages import _


@dataclass(frozen=True, slots=True)
class Share:
    """Something that is shared out. name: in the document; unit: of its groups, whole: whether it counts things."""

    name: str
    title: str
    unit: str
    who: str
    whole: bool = False


CARERS, CLIENTS = _("Carers"), _("Clients")

SHARES = (
    Share("contract", _("Hours against the contract"), _("per cent of the contract"), CARERS),
    Share("wanted", _("Hours against those wanted"), _("per cent of the hours wanted"), CARERS),
    Share("travel", _("Travel"), _("per cent of the hours"), CARERS),
    Share("weekends", _("Weekends worked"), _("weekends"), CARERS, whole=True),
    Share("unpaid", _("Unpaid gaps"), _("hours"), CARERS),
    Share("faces", _("Carers per client"), _("carers"), CLIENTS, whole=True),
)
"""All of them, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Row:
    """A group: from low to below high (None: open to that side), so many people, and which part of all they are."""

    low: float | None
    high: float | None
    people: int
    part: float


def rows_of(told: Mapping[str, Any]) -> list[Row]:
    """The groups of a share."""
    return [Row(one["from"], one["to"], one["people"], one["people"] / told["people"]) for one in told["groups"]]
