"""Linked visits that only make sense together are both planned, or neither."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_link
from engine.units import HARD

RULE = Group(
    id="together",
    titles={"en": "Half of a linked pair", "ca": "Mitja parella de visites", "es": "Media pareja de visitas"},
    sentences={
        "en": "Of the visits {detail}, which belong together, only one is planned.",
        "ca": "De les visites {detail}, que van juntes, només se'n planifica una.",
        "es": "De las visitas {detail}, que van juntas, solo se planifica una.",
    },
    unit=Unit.TIMES,
    weight=HARD,
    uses=("link.both",),
    fold=Fold.TOGETHER,
    teams=lambda problem: per_link(problem, lambda link: link.both),
)
