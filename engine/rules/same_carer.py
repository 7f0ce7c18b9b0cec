"""Linked visits that ask for it are done by the same carer."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_link
from engine.units import HARD

RULE = Group(
    id="same_carer",
    title="Two carers where one is asked",
    sentence="The visits {detail} need one and the same carer.",
    unit=Unit.CARERS,
    weight=HARD,
    uses=("link.carers",),
    fold=Fold.DISTINCT,
    teams=lambda problem: per_link(problem, lambda link: link.carers == "same", most=1),
)
