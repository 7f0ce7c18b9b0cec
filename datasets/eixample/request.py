"""The request of the demo: a client of the week needs more care, as a planner would hear it on the telephone."""

from datetime import time

from engine.problem import CarePackage, Problem, Request, Want


def example(problem: Problem) -> Request:
    """Company and a walk on Monday, Wednesday and Friday afternoons for twelve weeks, if possible in Catalan.

    problem: what `generate` made; the client with the fewest visits asks.
    """
    quiet = min(problem.clients, key=lambda client: (len(problem.visits_of[client.id]), client.id))
    package = CarePackage(
        client=quiet.id,
        minutes=60,
        weekdays=("mon", "wed", "fri"),
        opens=time(15, 30),
        closes=time(17, 30),
        weeks=12,
        wishes=(Want("ca"),),
        name="company",
    )
    return Request(packages=(package,))
