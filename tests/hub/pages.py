"""Every page that is walked at every width: who looks at it, and where it is."""

from dataclasses import dataclass

from api.access.principal import Role


@dataclass(frozen=True)
class Seen:
    """A page. role: who looks at it, None = nobody has signed in. path: with {plan} for the plan that is published,
    {draft} for one that is not, {hole} for a visit that nobody makes in the draft, {day} for its day."""

    name: str
    role: Role | None
    path: str


PLANNER = Role.PLANNER

PAGES: tuple[Seen, ...] = (
    Seen("front", None, "/hub"),
    Seen("sign-in", None, "/hub/sign-in"),
    Seen("plans", PLANNER, "/hub/plans"),
    Seen("plans-of-analyst", Role.ANALYST, "/hub/plans"),
    Seen("plan", PLANNER, "/hub/plans/{draft}"),
    Seen("findings", PLANNER, "/hub/plans/{plan}/findings?rule=travel"),
    Seen("week", PLANNER, "/hub/plans/{plan}/week"),
    Seen("day", PLANNER, "/hub/plans/{draft}/days/{day}"),
    Seen("day-of-one", Role.ANALYST, "/hub/plans/{draft}/days/{day}?q=carer-01"),
    Seen("visit", PLANNER, "/hub/plans/{plan}/visit?visit={hole}"),
    Seen("holes", PLANNER, "/hub/plans/{draft}/holes"),
    Seen("hole", PLANNER, "/hub/plans/{draft}/hole?visit={hole}"),
    Seen("map", PLANNER, "/hub/plans/{plan}/map?day=0"),
    Seen("publish", PLANNER, "/hub/plans/{draft}/publish"),
    Seen("published", PLANNER, "/hub/plans/{plan}/publish"),
    Seen("solve", PLANNER, "/hub/solve"),
    Seen("progress", PLANNER, "/hub/plans/{plan}/progress"),
    Seen("asked", PLANNER, "/hub/asked"),
    Seen("asked-swap", PLANNER, "/hub/asked/{swap}"),
    Seen("asked-refusal", PLANNER, "/hub/asked/{refusal}"),
    Seen("my-week", Role.CARER, "/hub/week?plan={plan}"),
    Seen("why-me", Role.CARER, "/hub/week/why?plan={plan}&visit={own}"),
    Seen("swap", Role.CARER, "/hub/week/swap?plan={plan}&visit={own}"),
    Seen("asks", Role.CARER, "/hub/asks"),
    Seen("calendar", Role.CARER, "/hub/calendar"),
    Seen("visits", Role.CLIENT, "/hub/visits?plan={plan}"),
    Seen("refuse", Role.CLIENT, "/hub/visits/refuse?plan={plan}&carer={coming}"),
    Seen("coop", Role.MEMBER, "/hub/coop"),
    Seen("changes", Role.MEMBER, "/hub/coop/changes"),
)
"""All of them; whoever adds pages adds a line for each."""

FIRST: dict[Role, str] = {
    Role.PLANNER: "/hub/plans/{plan}/week",
    Role.ANALYST: "/hub/plans/{plan}/week",
    Role.ADMIN: "/hub",
    Role.CARER: "/hub/week",
    Role.CLIENT: "/hub/visits",
    Role.MEMBER: "/hub/coop",
}
"""What each role sees first."""
