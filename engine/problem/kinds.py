"""What may be known of people, care, ties, labour bounds and travel: each fact has a name, `kind.field`."""

from dataclasses import fields

from engine.problem.carers import Carer, Shift
from engine.problem.clients import Client, Link, Pin, Published, Visit
from engine.problem.places import TravelMatrix
from engine.problem.policy import Labour

KINDS: dict[str, type] = {
    "carer": Carer,
    "client": Client,
    "visit": Visit,
    "shift": Shift,
    "link": Link,
    "pin": Pin,
    "published": Published,
    "labour": Labour,
    "travel": TravelMatrix,
}

FACTS = frozenset(f"{kind}.{field.name}" for kind, made in KINDS.items() for field in fields(made))
"""Every fact by its name: `carer.contract`, `visit.needs`, `travel.times`."""
