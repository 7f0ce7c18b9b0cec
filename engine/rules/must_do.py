"""A must-do visit is made, whatever it costs."""

from engine.shapes import Named, Pair, Unit
from engine.units import HARD

RULE = Pair(
    id="must_do",
    titles={"en": "Must-do visit left out", "ca": "Visita ineludible sense fer", "es": "Visita ineludible sin hacer"},
    sentences={
        "en": "{visit} at {client} must be done and nobody does it.",
        "ca": "{visit} a casa de {client} s'ha de fer i ningú no la fa.",
        "es": "{visit} en casa de {client} debe hacerse y nadie la hace.",
    },
    unit=Unit.TIMES,
    weight=HARD,
    uses=("visit.must",),
    amount=lambda _problem, visit, carer: int(carer is None and visit.must),
    sees=Named(lambda _problem, _visit: ()),
)
