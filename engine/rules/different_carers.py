"""Linked visits that ask for it are done by different carers."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_link
from engine.units import HARD

RULE = Group(
    id="different_carers",
    title="One carer for both",
    sentence="The visits {detail} need different carers.",
    unit=Unit.CARERS,
    weight=HARD,
    uses=("link.carers",),
    fold=Fold.DISTINCT,
    teams=lambda problem: per_link(problem, lambda link: link.carers == "different", least=2),
)
