"""A visit that nobody makes costs by its priority."""

from engine.shapes import Named, Pair, Unit

RULE = Pair(
    id="unplanned",
    title="Unplanned visit",
    sentence="{visit} at {client} is left unplanned.",
    unit=Unit.TIMES,
    weight=500,
    uses=("visit.priority",),
    amount=lambda _problem, visit, carer: visit.priority if carer is None else 0,
    sees=Named(lambda _problem, _visit: ()),
)
