"""Every page that is walked at every width: who looks at it, and where it is."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from api.access.principal import Role
from api.main import routes
from api.web.bodies import is_page
from tests.hub.matrix import ROWS


@dataclass(frozen=True)
class Seen:
    """A page. role: who looks at it, None = nobody has signed in. path: with {plan} for the plan that is published,
    {draft} for one that is not, {hole} for a visit that nobody makes in the draft, {day} for its day, and what else a
    hub names. fill: what is put into the fields of a form there, by their names; press: the words of its button,
    after which another page is looked at. status: with which that page comes."""

    name: str
    role: Role | None
    path: str
    status: int = 200
    press: str = ""
    fill: tuple[tuple[str, str], ...] = ()


SOME_OF_EACH = """TY  - BOOK
TI  - A handbook
UR  - https://example.org/imported
SP  - 7
ER  -
TY  - BOOK
TI  - The same again
UR  - https://example.org/imported
ER  -
TY  - BOOK
TI  - No link
UR  - nowhere
ER  - """
"""A file of which a row is taken, one is there already, one is wrong, and something is not kept."""

NOBODY = None
PLANNER, ANALYST, ADMIN, CARER, CLIENT = Role.PLANNER, Role.ANALYST, Role.ADMIN, Role.CARER, Role.CLIENT
AT_NIGHT = (("time", "03:00"),)
A_FILE = (("text", SOME_OF_EACH), ("format", "ris"))
NO_STEP = (("title", "Lifting"), ("competency", "hoist"), ("level", "2"), ("steps", "{resource}\nthe next one"))
TO_NOBODY_THERE = (("carer", "{idle}"),)

PAGES: tuple[Seen, ...] = (
    Seen("door", NOBODY, "/"),
    Seen("refusals", NOBODY, "/errors"),
    Seen("front", NOBODY, "/hub"),
    Seen("front-with-tools", PLANNER, "/hub"),
    Seen("sign-in", NOBODY, "/hub/sign-in"),
    Seen("sign-in-wrong", NOBODY, "/hub/sign-in", 401, "Sign in", (("key", "ronda_sol_none_none"),)),
    Seen("no-such-page", NOBODY, "/hub/nothing-here", 404),
    Seen("not-for-carers", CARER, "/hub/plans", 403),
    Seen("plans", PLANNER, "/hub/plans"),
    Seen("plans-of-analyst", ANALYST, "/hub/plans"),
    Seen("plan", PLANNER, "/hub/plans/{draft}"),
    Seen("findings", PLANNER, "/hub/plans/{plan}/findings?rule=travel"),
    Seen("today", PLANNER, "/hub/today"),
    Seen("week", PLANNER, "/hub/plans/{plan}/week"),
    Seen("day", PLANNER, "/hub/plans/{draft}/days/{day}"),
    Seen("day-of-one", ANALYST, "/hub/plans/{draft}/days/{day}?q=carer-01"),
    Seen("visit", PLANNER, "/hub/plans/{plan}/visit?visit={hole}"),
    Seen("visit-why-not", ANALYST, "/hub/plans/{plan}/visit?visit={hole}&carer={other}"),
    Seen("moved", PLANNER, "/hub/plans/{plan}/visit?visit={hole}", press="Ask the referee"),
    Seen("moved-forbidden", PLANNER, "/hub/plans/{plan}/visit?visit={hole}", 200, "Ask the referee", AT_NIGHT),
    Seen("moved-nowhere", PLANNER, "/hub/plans/{plan}/visit?visit={hole}", 422, "Ask the referee", TO_NOBODY_THERE),
    Seen("holes", PLANNER, "/hub/plans/{draft}/holes"),
    Seen("no-holes", ANALYST, "/hub/plans/{plan}/holes"),
    Seen("hole", PLANNER, "/hub/plans/{draft}/hole?visit={hole}"),
    Seen("map", PLANNER, "/hub/plans/{plan}/map?day=0"),
    Seen("publish", PLANNER, "/hub/plans/{draft}/publish"),
    Seen("published", PLANNER, "/hub/plans/{plan}/publish"),
    Seen("solve", PLANNER, "/hub/solve"),
    Seen("progress", PLANNER, "/hub/plans/{plan}/progress"),
    Seen("waiting", PLANNER, "/hub/plans/{waiting}/progress"),
    Seen("asked", PLANNER, "/hub/asked"),
    Seen("asked-swap", PLANNER, "/hub/asked/{swap}"),
    Seen("asked-refusal", PLANNER, "/hub/asked/{refusal}"),
    Seen("my-week", CARER, "/hub/week?plan={plan}"),
    Seen("why-me", CARER, "/hub/week/why?plan={plan}&visit={own}"),
    Seen("swap", CARER, "/hub/week/swap?plan={plan}&visit={own}"),
    Seen("asks", CARER, "/hub/asks"),
    Seen("calendar", CARER, "/hub/calendar"),
    Seen("calendar-made", CARER, "/hub/calendar", press="Make a"),
    Seen("visits", CLIENT, "/hub/visits?plan={plan}"),
    Seen("refuse", CLIENT, "/hub/visits/refuse?plan={plan}&carer={coming}"),
    Seen("asks-of-client", CLIENT, "/hub/asks"),
    Seen("coop", Role.MEMBER, "/hub/coop"),
    Seen("changes", Role.MEMBER, "/hub/coop/changes"),
    Seen("library", NOBODY, "/library"),
    Seen("library-found", NOBODY, "/library?q=care&goal=care-better&format=book&format=course&sort=published"),
    Seen("library-nothing-found", NOBODY, "/library?q=xyzzy&goal=care-better"),
    Seen("library-kept", NOBODY, "/library/kept?id={resource}"),
    Seen("library-courses", NOBODY, "/library/courses"),
    Seen("library-course", NOBODY, "/library/courses/{course}"),
    Seen("library-resource", NOBODY, "/library/{resource}"),
    Seen("library-reported", NOBODY, "/library/{resource}?done=1"),
    Seen("library-none", NOBODY, "/library/999999", 404),
    Seen("library-submit", NOBODY, "/library/submit"),
    Seen("library-submitted", NOBODY, "/library/submit?done=1&same={resource}"),
    Seen(
        "library-not-taken",
        NOBODY,
        "/library/submit",
        422,
        "Hand it in",
        (("link", "https://example.org/not-yet"), ("published", "last year")),
    ),
    Seen("library-suggest", NOBODY, "/library/{resource}/suggest"),
    Seen("library-review", PLANNER, "/library/review"),
    Seen("library-correct", PLANNER, "/library/review/resources/{resource}"),
    Seen("library-import", PLANNER, "/library/review/import"),
    Seen("library-imported", PLANNER, "/library/review/import", press="Import", fill=A_FILE),
    Seen("library-keep-courses", PLANNER, "/library/review/courses"),
    Seen("library-new-course", PLANNER, "/library/review/courses/new"),
    Seen("library-no-course", PLANNER, "/library/review/courses/new", 422, "Save", NO_STEP),
    Seen("library-edit-course", PLANNER, "/library/review/courses/{course}"),
    Seen("library-not-imported", PLANNER, "/library/review/import", 422, "Import", (("text", "a list"),)),
)
"""All of them; whoever adds pages adds a line for each."""

EMPTY: tuple[Seen, ...] = (
    Seen("empty-sign-in-demo", NOBODY, "/hub/sign-in"),
    Seen("empty-today", PLANNER, "/hub/today"),
    Seen("empty-plans", PLANNER, "/hub/plans"),
    Seen("empty-solve", PLANNER, "/hub/solve"),
    Seen("empty-asked", PLANNER, "/hub/asked"),
    Seen("empty-week", CARER, "/hub/week"),
    Seen("empty-asks", CARER, "/hub/asks"),
    Seen("empty-visits", CLIENT, "/hub/visits"),
    Seen("empty-coop", Role.MEMBER, "/hub/coop"),
    Seen("empty-changes", Role.MEMBER, "/hub/coop/changes"),
    Seen("empty-library", NOBODY, "/library"),
    Seen("empty-courses", NOBODY, "/library/courses"),
    Seen("empty-kept", NOBODY, "/library/kept"),
    Seen("empty-review", PLANNER, "/library/review"),
    Seen("empty-keep-courses", PLANNER, "/library/review/courses"),
)
"""As they are on the first day, when nothing is planned, and nothing on the shelves."""

NO_PAGES: dict[str, str] = {
    "/hub/files/{digest}/{name}": "a file that pages use",
    "/hub/plans/{id}/map/rounds": "GeoJSON, drawn by the map",
    "/hub/plans/{id}/map/streets": "GeoJSON, drawn by the map",
    "/hub/plans/{id}/progress/events": "a stream of events, told by the page of the progress",
}
"""What stands beside pages and is none, with the reason."""

FIRST: dict[Role, str] = {
    Role.PLANNER: "/hub/plans/{plan}/week",
    Role.ANALYST: "/hub/plans/{plan}/week",
    Role.ADMIN: "/hub",
    Role.CARER: "/hub/week",
    Role.CLIENT: "/hub/visits",
    Role.MEMBER: "/hub/coop",
}
"""What each role sees first."""


def page_routes() -> list[APIRoute]:
    """Every route that answers with a page."""
    return [
        route
        for route in routes()
        if "GET" in (route.methods or ())
        and (is_page(route.path_format) or route.response_class is HTMLResponse)
        and route.path_format not in NO_PAGES
    ]


def route_of(seen: Seen) -> str | None:
    """The route that answers for a page; None where there is no such page."""
    path = seen.path.partition("?")[0]
    return next((route.path_format for route in page_routes() if route.path_regex.match(path)), None)


def readers_of(route: str) -> frozenset[Role | None]:
    """Who may see a route's pages, None = whoever has not signed in."""
    row = ROWS.get(f"GET {route}")
    if row is None:
        return frozenset({None})  # no page of the hub: the same for everybody
    return frozenset({*Role, None}) if row.roles is None else row.roles


def by_the_others() -> list[Seen]:
    """Every page once more for each role that may see it, and by which no line above has it looked at."""
    walked: dict[str, set[Role | None]] = {}
    first: dict[str, Seen] = {}
    for seen in (*PAGES, *EMPTY):
        route = route_of(seen)
        if route is not None and seen.status == 200:
            walked.setdefault(route, set()).add(seen.role)
            if not seen.press and seen in PAGES:
                first.setdefault(route, seen)
    return [
        Seen(f"{seen.name}-by-{role or 'nobody'}", role, seen.path)
        for route, seen in first.items()
        for role in sorted(readers_of(route) - walked[route], key=str)
    ]
