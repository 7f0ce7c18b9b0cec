"""A client sees few different faces."""

from engine.shapes import Fold, Group, Unit
from engine.teams import per_client

RULE = Group(
    id="continuity",
    title="Different carers per client",
    sentence="{client} is visited by {amount} more carers than the target.",
    unit=Unit.CARERS,
    weight=25,
    uses=("client.carers_target",),
    fold=Fold.DISTINCT,
    teams=per_client,
)
