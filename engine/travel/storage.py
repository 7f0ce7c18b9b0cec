"""A network's folder: flat arrays (network.npz, addresses.npz) and a manifest that a person can read."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import DataError, Fault
from engine.travel.addresses import Addresses
from engine.travel.network import Network, Origin

FORMAT = "ronda-network-1"
MANIFEST, STREETS, ADDRESSES = "manifest.json", "network.npz", "addresses.npz"


def save_network(network: Network, folder: Path, addresses: Addresses | None = None) -> None:
    """Write a network into an empty folder. Raises DataError for a network that cannot be."""
    faults = tuple(network.faults())
    if faults:
        raise DataError(faults)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / STREETS, {"names": _packed(network.names), **network.arrays})
    if addresses is not None and len(addresses):
        texts = {"names": _packed(addresses.names), "places": _packed(addresses.places)}
        _write(folder / ADDRESSES, texts | addresses.arrays)
    (folder / MANIFEST).write_text(json.dumps(_manifest(network), indent=2, ensure_ascii=False) + "\n", "utf-8")


def load_network(folder: Path) -> Network:
    """The network of a folder. Raises DataError where a file is missing, damaged, or not what its manifest tells."""
    told = load_manifest(folder)
    arrays = _arrays(folder / STREETS)
    try:
        network = Network(names=_unpacked(arrays.pop("names")), origin=Origin(**told["origin"]), **arrays)
    except (KeyError, TypeError) as error:
        raise _damaged(folder / STREETS, error) from None
    if network.checksum != told["checksum"]:
        raise DataError([Fault(str(folder / STREETS), "checksum", network.checksum[:12], _ANEW)])
    return network


def load_addresses(folder: Path) -> Addresses | None:
    """The addresses of a folder, None where its source knew none. Raises DataError where the file is damaged."""
    path = folder / ADDRESSES
    if not path.exists():
        return None
    arrays = _arrays(path)
    try:
        names, places = (_unpacked(arrays.pop(name)) for name in ("names", "places"))
        return Addresses(names, places, **arrays)
    except (KeyError, TypeError) as error:
        raise _damaged(path, error) from None


def load_manifest(folder: Path) -> Mapping[str, Any]:
    """What a folder tells of its network. Raises DataError where it holds none, or one of another Ronda."""
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise DataError([Fault(str(folder), "manifest", MANIFEST, "is missing: this is no network's folder")]) from None
    except (ValueError, OSError) as error:
        raise _damaged(path, error) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        found = told.get("format") if isinstance(told, dict) else told
        raise DataError([Fault(str(path), "format", found, f"is not {FORMAT}: import the network anew")])
    return told


def _manifest(network: Network) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "origin": asdict(network.origin),
        "checksum": network.checksum,
        "box": asdict(network.box),
        "junctions": network.nodes,
        "edges": network.edges,
        "kilometres": round(float(network.decimetres.sum(dtype=np.int64)) / 10_000, 1),
        "modes": [mode for mode in ("walk", "bicycle", "car") if network.usable(mode)],
        "elevation": network.elevation is not None,
    }


def _packed(texts: tuple[str, ...]) -> np.ndarray:
    """Texts as UTF-8 bytes between line ends: one small array instead of objects, which would need pickle."""
    return np.frombuffer("\n".join(text.replace("\n", " ") for text in texts).encode(), dtype=np.uint8)


def _unpacked(array: np.ndarray) -> tuple[str, ...]:
    return tuple(array.tobytes().decode().split("\n")) if len(array) else ()


def _write(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    np.savez(path, allow_pickle=False, **arrays)


def _arrays(path: Path) -> dict[str, np.ndarray]:
    try:
        with np.load(path, allow_pickle=False) as held:
            return {name: held[name] for name in held.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise _damaged(path, error) from None


_ANEW = "the file is not what was imported: remove the network and import it anew"


def _damaged(path: Path, error: Exception) -> DataError:
    return DataError([Fault(str(path), "file", type(error).__name__, f"cannot be read ({error}): {_ANEW}")])
