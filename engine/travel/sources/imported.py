"""What an import gives, and what is said when the packages that it takes are not there."""

import importlib
from dataclasses import dataclass
from typing import Any

from engine.errors import EngineError
from engine.travel.addresses import Addresses
from engine.travel.network import Network


@dataclass(frozen=True, eq=False)
class Imported:
    """A network as its source tells it. notes: what was left out or is doubtful, a sentence each."""

    network: Network
    addresses: Addresses | None
    notes: tuple[str, ...] = ()


def needed(package: str) -> Any:
    """A package of the extra `osm`, loaded. Raises EngineError saying how to install it."""
    try:
        return importlib.import_module(package)
    except ImportError:
        remedy = "is not installed: pip install 'ronda[osm]'"
        raise EngineError(f"importing a street network takes {package}, which {remedy}") from None
