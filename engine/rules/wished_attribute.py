"""What a visit, a client or a carer wishes of the other side (a language, no smoker) is met where it can be."""

from engine.problem import Carer, Problem, Visit
from engine.shapes import Facts, Pair, Unit


def _unmet(problem: Problem, visit: Visit, carer: Carer | None) -> list[str]:
    if carer is None:
        return []
    client = problem.client[visit.client]
    asked = [want for want in (*client.wishes, *visit.wishes) if not want.met_by(carer.attributes)]
    return [str(want) for want in (*asked, *(want for want in carer.wishes if not want.met_by(client.attributes)))]


def _of_visit(problem: Problem, visit: Visit) -> tuple:
    client = problem.client[visit.client]
    return client.wishes, visit.wishes, client.attributes


RULE = Pair(
    id="wished_attribute",
    title="Wished attribute missing",
    sentence="{carer} at {client}: {detail} is wished and not met.",
    unit=Unit.TIMES,
    weight=15,
    uses=("client.wishes", "visit.wishes", "carer.wishes", "carer.attributes", "client.attributes"),
    amount=lambda problem, visit, carer: len(_unmet(problem, visit, carer)),
    detail=lambda problem, visit, carer: ", ".join(_unmet(problem, visit, carer)),
    sees=Facts(_of_visit, lambda _problem, carer: (carer.attributes, carer.wishes)),
)
