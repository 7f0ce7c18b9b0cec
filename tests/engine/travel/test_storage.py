"""A network's folder is read back as it was written, or refused by name."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import DataError
from engine.travel.addresses import Addresses
from engine.travel.network import Network
from engine.travel.storage import (
    ADDRESSES,
    MANIFEST,
    STREETS,
    load_addresses,
    load_manifest,
    load_network,
    save_network,
)
from tests.engine.travel.town import SOUTH, STEP, WEST, grid, network


def small(**changes: Any) -> Network:
    town = network(
        [(SOUTH, WEST), (SOUTH, WEST + STEP)], [(0, 1, 83), (1, 0, 90)], names=["Carrer de l’Àngel", "Passeig"]
    )
    return replace(town, **changes)


def addresses() -> Addresses:
    def numbers(*values: int) -> np.ndarray:
        return np.array(values, dtype=np.int32)

    spots = np.array([[413_800_000, 21_500_000], [413_801_000, 21_500_000]], dtype=np.int32)
    step = np.array([2, 1], dtype=np.uint8)
    return Addresses(("Major", "Nou"), ("Gràcia",), numbers(0, 1), numbers(1, 4), numbers(9, 4), step, spots, spots,
                     numbers(0, -1))  # fmt: skip


def test_comes_back_as_it_was(tmp_path: Path) -> None:
    town = small(elevation=np.array([3.5, 7.0], dtype=np.float32))
    save_network(town, tmp_path / "town", addresses())
    found = load_network(tmp_path / "town")
    for name, values in town.arrays.items():
        np.testing.assert_array_equal(found.arrays[name], values)
        assert found.arrays[name].dtype == values.dtype
    assert (found.names, found.origin, found.checksum) == (town.names, town.origin, town.checksum)
    back = load_addresses(tmp_path / "town")
    assert back is not None
    assert (back.names, back.places) == (("Major", "Nou"), ("Gràcia",))
    np.testing.assert_array_equal(back.begin, addresses().begin)


def test_the_manifest_tells_what_a_person_wants_to_know(tmp_path: Path) -> None:
    save_network(small(), tmp_path)
    told = load_manifest(tmp_path)
    assert told["origin"] == {"source": "invented for a test", "licence": "none", "attribution": "nobody",
                              "date": "2026-01-01"}  # fmt: skip
    assert (told["junctions"], told["edges"], told["kilometres"]) == (2, 2, 0.2)
    assert told["modes"] == ["walk", "bicycle", "car"]
    assert told["box"] == {"south": SOUTH, "west": WEST, "north": SOUTH, "east": WEST + STEP}
    assert load_addresses(tmp_path) is None


def test_what_cannot_be_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="head = 7: there are 2 junctions"):
        save_network(small(head=np.array([1, 7], dtype=np.int32)), tmp_path / "town")
    columns = ("tail", "head", "decimetres", "kind", "allowed", "limit", "street")
    empty = small(**dict.fromkeys(columns, np.array([], dtype=np.int32)))
    with pytest.raises(DataError, match="holds no street"):
        save_network(empty, tmp_path / "town")
    assert not (tmp_path / "town").exists()


@pytest.mark.parametrize("name", [STREETS, ADDRESSES])
def test_a_file_cut_short_is_named(tmp_path: Path, name: str) -> None:
    save_network(small(), tmp_path, addresses())
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(DataError, match=f"{name}: file = .*remove the network and import it anew"):
        (load_network if name == STREETS else load_addresses)(tmp_path)


def test_a_file_of_another_network_is_named(tmp_path: Path) -> None:
    save_network(small(), tmp_path / "one")
    save_network(grid(np.random.default_rng(1)), tmp_path / "other")
    (tmp_path / "other" / STREETS).replace(tmp_path / "one" / STREETS)
    with pytest.raises(DataError, match="checksum"):
        load_network(tmp_path / "one")


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "is missing"), ("{", "cannot be read"), ("[]", "import the network anew"),
     (json.dumps({"format": "ronda-network-0"}), "is not ronda-network-1")],
)  # fmt: skip
def test_a_folder_that_is_no_network_is_refused(tmp_path: Path, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(DataError, match=told):
        load_network(tmp_path)
