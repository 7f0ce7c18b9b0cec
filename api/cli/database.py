"""ronda database: its tables, its co-ops, its backups, and erasing a person."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.keys import CoopOption
from api.cli.options import JsonOption

if TYPE_CHECKING:
    from api.settings import Settings
    from api.store.backups import Backup
    from api.store.backups.erasures import Recorded

database = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", context_settings={"help_option_names": ["-h", "--help"]}
)

_NOTHING_REPLACED = (
    "--erase-again: goes by the log of the database that is replaced, and none is: add --replace, or leave it out"
)
_NOBODY_KNOWN = (
    "--erase-again: there is no database to be replaced, or a damaged one, so no log tells whom: leave it out, and "
    "erase them by hand afterwards"
)


class Kind(StrEnum):
    """Who can be erased."""

    CARER = "carer"
    CLIENT = "client"


@database.callback()
def _about() -> None:
    """The database: make and upgrade its tables, found co-ops, back it up, restore it, erase a person."""


@database.command()
def upgrade(json: JsonOption = False) -> None:
    """Bring the tables to the version that this Ronda needs; SQLite's are brought by `ronda serve` itself.

    PostgreSQL: as the role of RONDA_DATABASE_OWNER_URL; the role of RONDA_DATABASE_URL gets the rights that it needs.
    """
    from api.jobs import prepare
    from api.settings import settings
    from api.store import schema

    given = settings()
    version = schema.upgrade(given)
    prepare(given)
    _tell(json, f"The tables have version {version}, which this Ronda needs.", version=version)


@database.command()
def key(json: JsonOption = False) -> None:
    """Make the key file for a federation on PostgreSQL, once; every host needs a copy. SQLite's makes itself."""
    from api.cli.guard import OutputError
    from api.settings import settings
    from api.store import key_file

    path = settings().key_file
    if path.exists():
        raise OutputError(f"{path}: is there already: a new key would open nothing that is stored")
    key_file.make(path)
    told = f"{path}: made. Keep a copy where no backup of the database lies: without it nothing stored can be read."
    _tell(json, told, key_file=str(path))


@database.command()
def found(
    id: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help="Short: a-z, 0-9, -; stands in its keys.")
    ],
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="What people call the co-op.")],
    json: JsonOption = False,
) -> None:
    """Found a co-op. SQLite holds one, PostgreSQL as many as there are."""
    from api.cli.stores import opened
    from api.settings import settings
    from api.store import coops, schema

    if settings().sqlite:
        schema.upgrade(settings())
    with opened() as store:
        coops.found(store, id, name)
    _tell(json, f"Co-op {id} is founded. Make its first key: ronda keys add --coop {id} --role admin", coop=id)


@database.command()
def backup(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A new file.")],
    json: JsonOption = False,
) -> None:
    """Write the whole database into one file, while the service goes on."""
    from api.settings import settings
    from api.store import backups

    given = settings()
    made = backups.make(given, path)
    apart = f"It does not hold the key file {given.key_file}, and opens with it only: keep a copy elsewhere."
    _tell(json, f"{_holds(made)}\n{apart}", **_document(made))


@database.command()
def restore(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="A backup.")],
    replace: Annotated[bool, typer.Option("--replace", help="Whatever is in the database now is lost.")] = False,
    erase_again: Annotated[
        bool | None,
        typer.Option(
            "--erase-again/--no-erase-again",
            show_default=False,
            help="Erase again who was erased in the database that is replaced; asked where it is not said.",
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Put a backup back, after `ronda serve` was stopped.

    Whoever was erased and whichever key was revoked since it was made comes back with it. Erasures are in the audit log
    of the database that is replaced, and can be done again; keys must be revoked once more.
    """
    from api.settings import settings
    from api.store import backups
    from api.store.backups import erasures
    from api.store.errors import BackupError

    given = settings()
    backups.look(given, path)
    recorded = erasures.recorded(given) if replace and erase_again is not False else None
    if erase_again and recorded is None:
        raise BackupError(_NOBODY_KNOWN if replace else _NOTHING_REPLACED)
    wanted = _to_be_erased_again(recorded, erase_again)
    if recorded and wanted:
        made, erased = _restored_and_erased(given, path, recorded)
    else:
        made, erased = backups.restore(given, path, replace), 0
    _tell(json, f"Put back: {_holds(made)}\n{_come_back(wanted, erased)}", **_document(made), erased_again=erased)


@database.command()
def erase(
    kind: Annotated[Kind, typer.Argument(metavar="carer|client", show_default=False, help="Who it is.")],
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="As in the co-op's problems.")],
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    coop: CoopOption = None,
    json: JsonOption = False,
) -> None:
    """Erase a carer or client for good: their key is destroyed.

    Plans stay as numbers. Backups of before still hold the key: delete them when they are past keeping.
    """
    from api.cli.stores import chosen, opened
    from api.store import people

    with opened() as store:
        which = chosen(store, coop)
        if not sure:
            typer.confirm(f"Erase this {kind.value} of {which} for good?", abort=True, err=True)
        with store.of(which) as books:
            made_up = people.erase(books, kind.value, id)
    told = (
        f"Erased: {kind.value} {made_up} (the made-up id, as in the audit log). Delete backups that are past keeping."
    )
    _tell(json, told, kind=kind.value, person=made_up)


def _to_be_erased_again(recorded: "Recorded | None", said: bool | None) -> bool:
    """Asked before anything is changed: afterwards nobody could say whom."""
    persons = sum(len(of_coop) for of_coop in recorded.values()) if recorded else 0
    if not persons:
        return False
    if said is None:
        were = "1 person was" if persons == 1 else f"{persons} persons were"
        asked = f"{were} erased in the database that is replaced. Erase again whom the backup brings back?"
        return typer.confirm(asked, default=True, err=True)
    return said


def _restored_and_erased(given: "Settings", path: Path, recorded: "Recorded") -> "tuple[Backup, int]":
    """Whatever breaks it off, whoever sits there learns where it stands whom to erase again."""
    from api.cli.console import note
    from api.store import backups
    from api.store.backups import erasures

    try:
        with erasures.kept(given, recorded):
            return backups.restore(given, path, replace=True), erasures.erase_again(given, recorded)
    except BaseException:
        if erasures.kept_in(given).exists():
            note(f"{erasures.kept_in(given)}: holds the made-up ids of whom to erase again: type the same once more")
        raise


def _come_back(asked: bool, erased: int) -> str:
    """What there is still to be done by hand. asked: whether those in the log were to be erased again."""
    keys = "revoke the keys that you revoked since it was made"
    if asked:
        return f"Erased again, as the log of before tells: {erased}. Now {keys}."
    return f"Whoever was erased since it was made is there again. Erase them once more, and {keys}."


def _tell(json: bool, words: str, **document: object) -> None:
    from api.cli.console import console, print_json

    if json:
        print_json(document)
    else:
        console().print(words, soft_wrap=True)


def _holds(made: "Backup") -> str:
    coops = f"{len(made.coops)} co-op{'s' if len(made.coops) != 1 else ''}"
    return f"{made.path}: {coops}, tables of version {made.version}, {made.bytes / 2**20:.1f} MiB"


def _document(made: "Backup") -> dict[str, object]:
    return {"path": str(made.path), "version": made.version, "coops": list(made.coops), "bytes": made.bytes}
