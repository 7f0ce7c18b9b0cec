"""One line for each answer: the route's template, never the path; who asked, as a made-up id; never what was asked."""

from api.logs import say
from api.web.envelope import Scope


def template(scope: Scope) -> str:
    """The route that answered, with its parameters unfilled; "-" where none did."""
    return getattr(scope.get("route"), "path_format", "-")


def log_answer(scope: Scope, status: int, seconds: float) -> None:
    """Write the line, of fields that api/logs.py knows."""
    state = scope["state"]
    principal = state.get("principal")
    say(
        "answered",
        request=state["request"],
        method=method(scope),
        route=template(scope),
        status=status,
        seconds=round(seconds, 4),
        coop=getattr(principal, "coop", None),
        by=getattr(principal, "id", None),
    )


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def method(scope: Scope) -> str:
    """The method where it is a usual one: HTTP lets clients invent words, and a log is no place for them."""
    return scope["method"] if scope["method"] in _METHODS else "OTHER"
