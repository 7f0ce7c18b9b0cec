from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.addresses import Addresses
from engine.travel.network import DEGREE
from engine.travel.sources.barcelona import read_barcelona
from engine.travel.sources.imported import Imported
from tests.engine.travel.sources.village import told

pytest.importorskip("pyproj", reason="the extra `osm` is not installed")

NODES = """\
FID,C_Nus,Coord_X,Coord_Y
0,A,430000,4582000
1,B,430100,4582000
2,C,430200,4582000
3,D,430200,4582100
4,E,430900,4582900
"""

TRAMS = """\
FID,COORD_X,COORD_Y,LONGITUD,C_Tram,C_Nus_I,C_Nus_F,NDistric_D,NVia_D,Tram_Dret,NDistric_E,NVia_E,Tram_Esq
0,430050,4582000,100,T1,A,B,Eixample,Carrer Mallorca,2 <=> 8,Eixample,Carrer Mallorca,1 - 3 <=> 7 B
1,430150,4582000,100,T2,C,B,Eixample,Carrer Mallorca,16 <=> 10,Eixample,Carrer Mallorca,9
2,430210,4582050,102.5,T3,C,D,Gràcia,Carrer Girona,9999,Gràcia,Plaça Joanic,5 <=> 8
3,430200,4582050,100.04,T4,D,C, ,-,9999, , ,0
"""


def city(folder: Path, trams: str = TRAMS, nodes: str = NODES, encoding: str = "utf-8") -> Imported:
    (folder / "Nodes.csv").write_text(nodes, encoding=encoding)
    (folder / "Trams.csv").write_text(trams, encoding=encoding)
    return read_barcelona(folder)


def numbers(imported: Imported) -> dict[tuple[str, int], tuple[int, int, str, list[int], list[int]]]:
    """Last number, step, district, begin and end by street and first number."""
    found = imported.addresses
    assert isinstance(found, Addresses)
    return {
        (found.names[found.street[row]], int(found.first[row])): (
            int(found.last[row]),
            int(found.step[row]),
            found.places[found.place[row]],
            found.begin[row].tolist(),
            found.end[row].tolist(),
        )
        for row in range(len(found))
    }


def spots(imported: Imported) -> list[list[int]]:
    """The junctions A, B, C, D in units of 1/DEGREE."""
    network = imported.network
    return np.rint(np.stack((network.latitude, network.longitude), axis=1) * DEGREE).astype(int).tolist()


def test_junctions_that_no_street_uses_are_left_out(tmp_path: Path) -> None:
    network = city(tmp_path).network
    assert list(network.faults()) == []
    assert network.nodes == 4


def test_metres_become_degrees_by_the_grid_of_utm_31(tmp_path: Path) -> None:
    # Its middle meridian is 3 degrees east at 500 km; on the equator, 0 degrees lies at 166,021.443 m.
    nodes = NODES.replace("430000,4582000", "500000,0").replace("430100,4582000", "166021.443,0")
    network = city(tmp_path, nodes=nodes).network
    assert network.latitude[:2].tolist() == pytest.approx([0, 0], abs=1e-7)
    assert network.longitude[:2].tolist() == pytest.approx([3, 0], abs=1e-7)


def test_lengths_are_the_citys_own(tmp_path: Path) -> None:
    assert city(tmp_path).network.decimetres.tolist() == [1000, 1000, 1025, 1000]


def test_everybody_on_foot_or_bicycle_goes_both_ways_and_nobody_drives(tmp_path: Path) -> None:
    imported = city(tmp_path)
    assert {told(bits) for bits in imported.network.allowed.tolist()} == {"walk both, bicycle both"}
    assert "the source tells no one-way streets: for walking and cycling only" in imported.notes


def test_a_bent_street_runs_through_its_middle(tmp_path: Path) -> None:
    network = city(tmp_path).network
    assert np.diff(network.shape_start).tolist() == [2, 2, 3, 2]
    a, b, c, d = spots(city(tmp_path))
    assert network.shape[:2].tolist() == [a, b]
    assert network.shape[4].tolist() == c
    assert network.shape[6].tolist() == d


def test_a_street_has_the_name_of_either_side_or_none(tmp_path: Path) -> None:
    network = city(tmp_path).network
    assert network.names == ("Carrer Mallorca", "Carrer Girona")
    assert network.street.tolist() == [0, 0, 1, -1]


def test_house_numbers_of_both_sides(tmp_path: Path) -> None:
    found = numbers(city(tmp_path))
    assert {key: row[:3] for key, row in found.items()} == {
        ("Carrer Mallorca", 2): (8, 2, "Eixample"),
        ("Carrer Mallorca", 1): (7, 2, "Eixample"),
        ("Carrer Mallorca", 10): (16, 2, "Eixample"),
        ("Carrer Mallorca", 9): (9, 1, "Eixample"),
        ("Plaça Joanic", 5): (8, 1, "Gràcia"),
        ("Carrer Mallorca", 0): (0, 1, "Eixample"),
        ("Carrer Girona", 0): (0, 1, "Gràcia"),
    }


def test_low_numbers_are_where_the_neighbours_have_low_ones(tmp_path: Path) -> None:
    imported = city(tmp_path)
    a, b, c, d = spots(imported)
    found = numbers(imported)
    assert found["Carrer Mallorca", 2][3:] == (a, b)
    assert found["Carrer Mallorca", 10][3:] == (b, c)  # drawn from C to B
    assert found["Plaça Joanic", 5][3:] == (c, d)  # no neighbour: as it is drawn


def test_letters_of_the_windows_code_page_are_read(tmp_path: Path) -> None:
    assert numbers(city(tmp_path, encoding="cp1252"))["Plaça Joanic", 5][2] == "Gràcia"


def test_damaged_letters_are_counted_and_left(tmp_path: Path) -> None:
    imported = city(tmp_path, TRAMS.replace("Plaça", "Pla\ufffda").replace("Gràcia", "Gr?cia"))
    assert ("Pla\ufffda Joanic", 5) in numbers(imported)
    assert "2 names of streets and districts hold damaged letters, such as Gr?cia" in imported.notes
    assert not any("damaged" in note for note in city(tmp_path).notes)


def test_where_it_comes_from(tmp_path: Path) -> None:
    origin = city(tmp_path).network.origin
    assert origin.source == "Open Data BCN"
    assert "page unverified" in origin.licence
    assert origin.attribution == "Ajuntament de Barcelona, Open Data BCN"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda nodes, trams: (nodes.replace("C_Nus", "Nus"), trams), "Nodes.csv row 1: column = 'C_Nus'"),
        (lambda nodes, trams: (nodes, trams.replace("LONGITUD", "LENGTH")), "Trams.csv row 1: column = 'LONGITUD'"),
        (lambda nodes, trams: (nodes, trams.replace("T2,C,B", "T2,C,Z")), "Trams.csv row 3: C_Nus_F = 'Z'"),
        (lambda nodes, trams: (nodes, trams.replace("102.5", "long")), "Trams.csv row 4: LONGITUD = 'long'"),
        (lambda nodes, trams: (nodes.replace("430100", ""), trams), "Nodes.csv row 3: Coord_X = ''"),
        (lambda nodes, trams: (nodes, trams.splitlines()[0] + "\n"), "Trams.csv: rows = 0: the file is empty"),
        (lambda nodes, trams: ("", trams), "Nodes.csv row 1: column = 'C_Nus'"),
        (lambda nodes, trams: (nodes, trams[:-12]), "Trams.csv row 5: Tram_Dret = None: the row is cut short"),
    ],
)
def test_what_is_wrong_is_named_with_file_row_and_column(
    tmp_path: Path, damage: Callable[[str, str], tuple[str, str]], told: str
) -> None:
    nodes, trams = damage(NODES, TRAMS)
    with pytest.raises(DataError) as caught:
        city(tmp_path, trams, nodes)
    assert told in str(caught.value)


def test_a_folder_without_the_files(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Nodes\.csv.*No such file.*give the folder with Nodes\.csv and Trams\.csv"):
        read_barcelona(tmp_path)
