"""A visit that nobody makes costs by its priority."""

from engine.shapes import Named, Pair, Unit

RULE = Pair(
    id="unplanned",
    titles={"en": "Unplanned visit", "ca": "Visita sense planificar", "es": "Visita sin planificar"},
    sentences={
        "en": "{visit} at {client} is left unplanned.",
        "ca": "{visit} a casa de {client} queda sense planificar.",
        "es": "{visit} en casa de {client} queda sin planificar.",
    },
    unit=Unit.TIMES,
    weight=500,
    uses=("visit.priority",),
    amount=lambda _problem, visit, carer: visit.priority if carer is None else 0,
    sees=Named(lambda _problem, _visit: ()),
)
