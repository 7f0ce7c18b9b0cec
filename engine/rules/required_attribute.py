"""What a visit, a client or a carer requires of the other side is there (personal care by a woman, no cats)."""

from engine.problem import Carer, Problem, Visit, Want
from engine.shapes import Facts, Pair, Unit
from engine.units import HARD


def _unmet(problem: Problem, visit: Visit, carer: Carer | None) -> list[str]:
    if carer is None:
        return []
    client = problem.client[visit.client]
    asked = [want for want in (*client.requires, *visit.requires) if not want.met_by(carer.attributes)]
    return [str(want) for want in (*asked, *(want for want in carer.requires if not want.met_by(client.attributes)))]


def _of_visit(problem: Problem, visit: Visit) -> tuple:
    """Without the reasons: they are told of what is missing, and make no visit another kind of visit."""
    client = problem.client[visit.client]
    return _asked(client.requires), _asked(visit.requires), client.attributes


def _asked(wants: tuple[Want, ...]) -> tuple[tuple[str, bool], ...]:
    return tuple(want.asked for want in wants)


RULE = Pair(
    id="required_attribute",
    title="Required attribute missing",
    sentence="{carer} at {client}: {detail} is required and not met.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("client.requires", "visit.requires", "carer.requires", "carer.attributes", "client.attributes"),
    amount=lambda problem, visit, carer: len(_unmet(problem, visit, carer)),
    detail=lambda problem, visit, carer: ", ".join(_unmet(problem, visit, carer)),
    sees=Facts(_of_visit, lambda _problem, carer: (carer.attributes, carer.requires)),
)
