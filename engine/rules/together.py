"""Linked visits that only make sense together are both planned, or neither."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_link
from engine.units import HARD

RULE = Group(
    id="together",
    title="Half of a linked pair",
    sentence="Of the visits {detail}, which belong together, only one is planned.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("link.both",),
    fold=Fold.TOGETHER,
    teams=lambda problem: per_link(problem, lambda link: link.both),
)
