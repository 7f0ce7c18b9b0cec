"""The real house numbers of Barcelona, whose names have lost their accented letters in this copy."""

import csv
import random
from pathlib import Path
from statistics import median

import pytest

from api.geocoding.found import Answer, apart
from api.geocoding.gazetteer import Gazetteer
from engine.travel.addresses import Addresses
from engine.travel.sources.barcelona import read_barcelona
from tests.realdata import files

TRAMS = files("roads/barcelona", "Trams.csv")

KNOWN: dict[Path, tuple[Addresses, Gazetteer]] = {}


def city(trams: Path) -> tuple[Addresses, Gazetteer]:
    """The addresses and what finds them, prepared once."""
    pytest.importorskip("pyproj")
    if trams not in KNOWN:
        addresses = read_barcelona(trams.parent).addresses
        assert addresses is not None
        KNOWN[trams] = addresses, Gazetteer(addresses)
    return KNOWN[trams]


@pytest.mark.parametrize("trams", TRAMS)
@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("C/ Mallorca 401 2n 1a", (41.4036, 2.1744)),  # the Sagrada Família
        ("Passeig de Gràcia, 92", (41.3953, 2.1619)),  # the Pedrera
        ("Pl. Sant Jaume, 1", (41.3826, 2.1770)),  # the city's own hall
        ("Avda. Diagonal 211", (41.4036, 2.1894)),  # the tower at the Glòries
        ("carrer de l'hospital 56", (41.3806, 2.1701)),
        ("Gran Via de les Corts Catalanes 585", (41.3866, 2.1640)),  # the university
        ("Carrer d’Aragó, 255", (41.3916, 2.1637)),  # the Tàpies foundation
        ("Avinguda del Paral.lel 62", (41.3756, 2.1700)),
        ("Carretera de Vallvidrera al Tibidabo 111", (41.4225, 2.1187)),
    ],
)
def test_well_known_houses_are_found_where_they_are(trams: Path, text: str, point: tuple[float, float]) -> None:
    found = Answer(city(trams)[1].find(text)).settled
    assert found is not None
    assert apart(found.point, point) < 250


@pytest.mark.parametrize("trams", TRAMS)
def test_a_house_is_found_on_its_own_stretch_of_street(trams: Path) -> None:
    """Straight from the file: the right side of each stretch, its street, first number and district."""
    from pyproj import Transformer

    degrees = Transformer.from_crs("EPSG:25831", "EPSG:4326")
    _, gazetteer = city(trams)
    with trams.open(encoding="utf-8", errors="replace", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["NVia_D"].strip() and row["Tram_Dret"][:1].isdigit()]
    chosen = [row for row in random.Random(1).sample(rows, 1000) if "9999" not in row["Tram_Dret"]]
    away = []
    for row in chosen:
        number = row["Tram_Dret"].split()[0]
        found = Answer(gazetteer.find(f"{row['NVia_D']}, {number}, {row['NDistric_D']}")).settled
        if number != "0" and found is not None and found.how != "street":
            half = float(row["LONGITUD"]) / 2
            middle = degrees.transform(float(row["COORD_X"]), float(row["COORD_Y"]))
            away.append(apart(found.point, middle))
            assert away[-1] <= half + (found.metres or 0) + 15, row  # bent streets are drawn straight
    assert len(away) > 0.9 * len(chosen)
    assert median(away) < 50


@pytest.mark.parametrize("trams", TRAMS)
def test_ten_thousand_addresses_are_found(trams: Path) -> None:
    addresses, gazetteer = city(trams)
    rng = random.Random(1)
    numbered = [row for row in range(len(addresses)) if addresses.last[row]]
    answers = []
    for row in rng.choices(numbered, k=10_000):
        number = rng.randrange(addresses.first[row], addresses.last[row] + 1, addresses.step[row])
        place = addresses.places[addresses.place[row]]
        answers.append(Answer(gazetteer.find(f"{addresses.names[addresses.street[row]]}, {number}, {place}")))
    assert sum(bool(answer.found) for answer in answers) >= 9_980
    assert sum(answer.settled is not None for answer in answers) >= 9_800
