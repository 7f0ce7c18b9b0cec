"""A few invented streets, named as sources name them, at coordinates that make sums easy."""

import numpy as np

from engine.travel.addresses import Addresses
from engine.travel.network import DEGREE

Point = tuple[float, float]

LOST = "\N{REPLACEMENT CHARACTER}"
"""What stands in Barcelona's file for an accented letter."""

GRACIA = f"Gr{LOST}cia"

ROWS: list[tuple[str, str, int, int, int, Point, Point]] = [
    # street, district, first, last, step, where the first is, where the last is
    ("Carrer Mallorca", "Eixample", 401, 409, 2, (41.4000, 2.1700), (41.4000, 2.1740)),
    ("Carrer Mallorca", "Eixample", 402, 410, 2, (41.4001, 2.1700), (41.4001, 2.1740)),
    ("Carrer Mallorca", "Sant Martí", 501, 503, 2, (41.4000, 2.1770), (41.4000, 2.1780)),
    ("Passatge Mallorca", "Eixample", 1, 9, 2, (41.4010, 2.1700), (41.4020, 2.1700)),
    ("Passeig " + GRACIA, "Eixample", 90, 92, 2, (41.3900, 2.1600), (41.3910, 2.1610)),
    ("Travessera " + GRACIA, GRACIA, 100, 100, 1, (41.3990, 2.1540), (41.3990, 2.1540)),
    ("Carrer Gran de " + GRACIA, GRACIA, 48, 48, 1, (41.3995, 2.1560), (41.3995, 2.1560)),
    ("Carrer Major", GRACIA, 1, 9, 2, (41.4030, 2.1560), (41.4030, 2.1570)),
    ("Carrer Major", f"Sarri{LOST}-Sant Gervasi", 1, 19, 2, (41.4030, 2.1210), (41.4030, 2.1220)),
    (f"Avinguda Paral{LOST}lel", "Eixample", 8, 8, 1, (41.3750, 2.1650), (41.3750, 2.1650)),
    (f"Carrer Castell d'Argen{LOST}ola", "Horta", 3, 3, 1, (41.4200, 2.1700), (41.4200, 2.1700)),
    ("Carrer Verdaguer i Callís", "Ciutat Vella", 5, 5, 1, (41.3870, 2.1760), (41.3870, 2.1760)),
    ("Carrer Transversal 12", "Horta", 5, 5, 1, (41.4300, 2.1500), (41.4300, 2.1500)),
    ("Passeig Sant Joan", "Eixample", 30, 30, 1, (41.3950, 2.1750), (41.3950, 2.1750)),
    ("Carrer Plata", "Ciutat Vella", 4, 4, 1, (41.3810, 2.1820), (41.3810, 2.1820)),
    (f"Carrer Plat{LOST}", "Horta", 4, 4, 1, (41.4310, 2.1620), (41.4310, 2.1620)),
    (f"Pla{LOST}a Catalunya", "Eixample", 0, 0, 1, (41.3870, 2.1700), (41.3870, 2.1700)),
    ("Gran Via Corts Catalanes", "Eixample", 585, 585, 1, (41.3860, 2.1640), (41.3860, 2.1640)),
    ("Rua de Santa Catarina", "", 12, 12, 1, (41.1480, -8.6070), (41.1480, -8.6070)),
    ("Rua 25 de Abril", "", 7, 7, 1, (41.1490, -8.6080), (41.1490, -8.6080)),
    ("Praça da República", "", 3, 3, 1, (41.1500, -8.6090), (41.1500, -8.6090)),
    ("Rua de São João", "", 9, 9, 1, (41.1510, -8.6100), (41.1510, -8.6100)),
    ("Main Street", "", 12, 12, 1, (51.5000, -0.1000), (51.5000, -0.1000)),
    ("St Mary's Road", "", 4, 4, 1, (51.5100, -0.1100), (51.5100, -0.1100)),
]


def hamlet() -> Addresses:
    return addresses(ROWS)


def addresses(rows: list[tuple[str, str, int, int, int, Point, Point]]) -> Addresses:
    """Rows as an importer would give them."""
    names = list(dict.fromkeys(row[0] for row in rows))
    places = list(dict.fromkeys(row[1] for row in rows if row[1]))
    street = [names.index(row[0]) for row in rows]
    place = [places.index(row[1]) if row[1] else -1 for row in rows]
    first, last = ([row[column] for row in rows] for column in (2, 3))
    begin, end = (
        np.rint(np.array([row[column] for row in rows]) * DEGREE).reshape(-1, 2).astype(np.int32) for column in (5, 6)
    )
    return Addresses(
        tuple(names),
        tuple(places),
        np.array(street, dtype=np.int32),
        np.array(first, dtype=np.int32),
        np.array(last, dtype=np.int32),
        np.array([row[4] for row in rows], dtype=np.uint8),
        begin,
        end,
        np.array(place, dtype=np.int32),
    )
