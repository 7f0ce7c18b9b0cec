"""The request of the demo: a client of the week needs more care, as a planner would hear it on the telephone."""

from datetime import time

from engine.problem import CarePackage, Problem, Request, Want


def example(problem: Problem) -> Request:
    """Supper and company on Monday, Wednesday and Friday evenings for twelve weeks, by two carers at most.

    In Catalan, if it can be. problem: what `generate` made; the client with the fewest visits asks.
    """
    quiet = min(problem.clients, key=lambda client: (len(problem.visits_of[client.id]), client.id))
    package = CarePackage(
        client=quiet.id,
        minutes=60,
        weekdays=("mon", "wed", "fri"),
        opens=time(18),
        closes=time(20),
        weeks=12,
        wishes=(Want("ca"),),
        name="evening",
    )
    return Request(packages=(package,), carers=2)
