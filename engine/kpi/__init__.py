"""What a co-op looks at first in a plan: a few figures, for all and for each carer and client."""

from engine.kpi.carers import CarerKpis, Hours, kpis_of_carer
from engine.kpi.clients import ClientKpis, Face
from engine.kpi.figures import Kpis, kpis
from engine.kpi.groups import FEWEST, GroupKpis, Mean, by_group
from engine.kpi.morning import MorningNeed

__all__ = [
    "FEWEST",
    "CarerKpis",
    "ClientKpis",
    "Face",
    "GroupKpis",
    "Hours",
    "Kpis",
    "Mean",
    "MorningNeed",
    "by_group",
    "kpis",
    "kpis_of_carer",
]
