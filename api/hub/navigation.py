"""Where the hub leads: each role's pages, in the order in which they stand at the top of every page."""

from dataclasses import dataclass

from api.access.principal import Principal, Role
from api.messages import _


@dataclass(frozen=True, slots=True)
class Entry:
    """A page at the top of every page. title: its message in English; roles: who sees it (empty = everybody)."""

    title: str
    address: str
    roles: frozenset[Role] = frozenset()


_READING = frozenset({Role.PLANNER, Role.ANALYST, Role.ADMIN})
_PLANNING = frozenset({Role.PLANNER, Role.ADMIN})

FRONT = "/hub"
"""The overview, which everybody sees."""

ENTRIES: tuple[Entry, ...] = (
    Entry(_("Overview"), FRONT),
    Entry(_("Today"), "/hub/today", _READING),
    Entry(_("Plans"), "/hub/plans", _READING),
    Entry(_("My week"), "/hub/week", frozenset({Role.CARER})),
    Entry(_("Who comes when"), "/hub/visits", frozenset({Role.CLIENT})),
    Entry(_("What I have asked"), "/hub/asks", frozenset({Role.CARER, Role.CLIENT})),
    Entry(_("My calendar"), "/hub/calendar", frozenset({Role.CARER})),
    Entry(_("What people ask"), "/hub/asked", _PLANNING),
    Entry(_("Our co-op"), "/hub/coop", frozenset(Role)),
    Entry(_("Library"), "/library"),
)
"""All of them."""


def home(role: Role) -> str:
    """The page that somebody of a role comes for: the first that is not everybody's."""
    return next((one.address for one in ENTRIES if role in one.roles), FRONT)


def entries(reader: Principal | None) -> tuple[Entry, ...]:
    """Those that somebody sees; None = nobody has signed in."""
    return tuple(one for one in ENTRIES if not one.roles or (reader is not None and reader.role in one.roles))
