"""What every backup is asked before it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.settings import Settings
from api.store import key_file, schema
from api.store.errors import BackupError
from api.store.sealing import unseal

NOT_EMPTY = "there is a database already: everything in it would be lost: add --replace if that is what you want"


@dataclass(frozen=True, slots=True)
class Backup:
    """A file with a whole database. version: of its tables; coops: whose data it holds."""

    path: Path
    version: str
    coops: tuple[str, ...]
    bytes: int


def checked(settings: Settings, path: Path, version: str | None, sealed: Mapping[str, bytes]) -> Backup:
    """sealed: the sealed key of each co-op."""
    if version is None:
        raise BackupError(f"{path}: this is no backup of Ronda: name another file")
    if version > schema.NEWEST:
        raise BackupError(
            f"{path}: its tables have version {version}, this Ronda knows {schema.NEWEST}: install the newer Ronda "
            "that made it"
        )
    key = key_file.read(settings.key_file)
    for coop, one in sealed.items():
        unseal(key, one, (coop, "coop", "sealed_key"))
    return Backup(path, version, tuple(sorted(sealed)), path.stat().st_size)
