"""A must-do visit is made, whatever it costs."""

from engine.shapes import Named, Pair, Unit
from engine.units import HARD

RULE = Pair(
    id="must_do",
    title="Must-do visit left out",
    sentence="{visit} at {client} must be done and nobody does it.",
    unit=Unit.TIMES,
    weight=HARD,
    uses=("visit.must",),
    amount=lambda _problem, visit, carer: int(carer is None and visit.must),
    sees=Named(lambda _problem, _visit: ()),
)
