"""The street networks of this machine, each a folder under its name, and the timetables that belong to them.

They lie in the folder that RONDA_HOME names, else where programs of this system keep what is theirs.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from engine.errors import DataError, Fault
from engine.travel.storage import MANIFEST, load_addresses, load_manifest, load_network

if TYPE_CHECKING:
    from engine.travel.addresses import Addresses
    from engine.travel.city import City

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def home() -> Path:
    """The folder in which Ronda keeps networks."""
    return Path(os.environ.get("RONDA_HOME") or typer.get_app_dir("ronda"))


def folder_of(name: str) -> Path:
    """Where a network of this name lies, or would. Raises DataError for a name that is none."""
    if not NAME.fullmatch(name):
        remedy = "a network's name has small letters, digits, - and _ only, for example porto-alegre"
        raise DataError([Fault("network", "name", name, remedy)])
    return home() / "networks" / name


def known_folder(name: str) -> Path:
    """The folder of a network that is there. Raises DataError naming those that are."""
    folder = folder_of(name)
    if not (folder / MANIFEST).exists():
        there = ", ".join(names()) or "none yet"
        remedy = f"no such network here (there are: {there}): add it with `ronda network add {name} ...`"
        raise DataError([Fault("network", "name", name, remedy)])
    return folder


def names() -> tuple[str, ...]:
    """The networks of this machine, in order of their names."""
    return tuple(sorted(path.parent.name for path in (home() / "networks").glob(f"*/{MANIFEST}")))


@dataclass(frozen=True, slots=True)
class Entry:
    """A network as a list shows it: what its manifest tells, the timetables beside it, the room that it takes."""

    name: str
    folder: Path
    manifest: Mapping[str, Any]
    feeds: tuple[str, ...]
    bytes: int


def entry(name: str) -> Entry:
    """What there is to know of a network without loading it. Raises DataError."""
    folder = known_folder(name)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Entry(name, folder, load_manifest(folder), tuple(path.name for path in feed_files(folder)), size)


def entries() -> Iterator[Entry]:
    """Every network of this machine."""
    return map(entry, names())


def feed_files(folder: Path) -> list[Path]:
    """The timetables beside a network."""
    return sorted((folder / "timetables").glob("*.zip"))


def city(name: str, processes: int = 1) -> "City":
    """A network ready to be asked, with the co-op's own profiles and what is remembered. Raises DataError."""
    from engine.travel.calibration import own_profiles
    from engine.travel.city import City
    from engine.travel.remembered import Memory

    folder = known_folder(name)
    return City(
        name,
        load_network(folder),
        own_profiles(folder),
        Memory(folder / "remembered"),
        processes,
        tuple(feed_files(folder)),
    )


def addresses_of(name: str) -> "Addresses | None":
    """What a network knows of addresses; None where nothing. Raises DataError."""
    return load_addresses(known_folder(name))


def remove(name: str) -> None:
    """Remove a network and everything beside it: timetables, own profiles, remembered times. Raises DataError."""
    shutil.rmtree(known_folder(name))
