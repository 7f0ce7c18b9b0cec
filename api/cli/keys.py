"""ronda keys: what opens the service."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import JsonOption

if TYPE_CHECKING:
    from api.store.keys import Key

keys = typer.Typer(
    no_args_is_help=True, rich_markup_mode="markdown", context_settings={"help_option_names": ["-h", "--help"]}
)


class Role(StrEnum):
    """What a key may do."""

    INTEGRATOR = "integrator"
    PLANNER = "planner"
    ANALYST = "analyst"
    CARER = "carer"
    CLIENT = "client"
    MEMBER = "member"
    ADMIN = "admin"


CoopOption = Annotated[
    str | None,
    typer.Option("--coop", metavar="ID", show_default=False, help="Which co-op; not needed where there is one."),
]
DAYS = 365
"""How long a key holds unless it is said: long enough for a year's budget, short enough to be made anew."""


@keys.callback()
def _about() -> None:
    """API keys: make one, list them, end one."""


@keys.command()
def add(
    role: Annotated[Role, typer.Option("--role", show_default=False, help="What it may do.")],
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="What it is for; name nobody.")] = "",
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How long it holds.")] = DAYS,
    scopes: Annotated[
        list[str] | None,
        typer.Option("--scope", metavar="NAME", show_default=False, help="Only this of the role; may be repeated."),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="ID", show_default=False, help="Whose rounds or visits: carer and client."),
    ] = None,
    coop: CoopOption = None,
    json: JsonOption = False,
) -> None:
    """Make a key and print it, this once: only a digest of it is stored."""
    from api.access import principal
    from api.access.wanted import wrong
    from api.cli.console import console, note, print_json
    from api.cli.stores import chosen, opened
    from api.store import audit, people
    from api.store.keys import issue

    for field, remedy in wrong(principal.Role(role), scopes or (), label, person):
        raise typer.BadParameter(remedy, param_hint="--scope" if field == "scopes" else f"--{field}")
    with opened() as store, store.of(chosen(store, coop)) as books:
        whose = None
        if person is not None:
            whose = people.pseudonym(books, "carer" if role is Role.CARER else "client", person)
        expires = datetime.now(UTC) + timedelta(days=days)
        key, text = issue(books, role.value, tuple(scopes or ()), label, expires, whose)
        audit.note(books, "operator", "operator", "key.issue", f"key:{key.id}", key_role=role.value)
    if json:
        print_json(_document(key) | {"key": text})
        return
    console().print(text, soft_wrap=True)
    note(f"This is key {key.id} of the role {role.value}. Keep it now: it is not stored and cannot be shown again.")


@keys.command("list")
def list_(coop: CoopOption = None, json: JsonOption = False) -> None:
    """List all keys, ended ones too."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from api.cli.console import console, print_json
    from api.cli.stores import chosen, opened
    from api.store.keys import page

    found: list[Key] = []
    with opened() as store, store.reading(chosen(store, coop)) as books:
        while more := page(books, found[-1].id if found else None, 500):
            found += more
    if json:
        print_json({"keys": [_document(one) for one in found]})
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Key", no_wrap=True)  # it is there to be copied
    for head in ("Role", "Label", "Made", "State"):
        table.add_column(head, overflow="fold")
    now = datetime.now(UTC)
    for one in found:
        table.add_row(one.id, one.role, one.label or "–", f"{one.made:%Y-%m-%d}", _state(one, now))
    console().print(table if found else "No keys yet. Make one: ronda keys add --role planner")


@keys.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY", show_default=False, help="Its id, as `ronda keys list` has it.")],
    coop: CoopOption = None,
    json: JsonOption = False,
) -> None:
    """End a key now, for good."""
    from api.cli.console import console, print_json
    from api.cli.stores import chosen, opened
    from api.store import audit
    from api.store.keys import revoke

    with opened() as store, store.of(chosen(store, coop)) as books:
        found = revoke(books, key)
        audit.note(books, "operator", "operator", "key.revoke", f"key:{key}")
    if json:
        print_json(_document(found))
    else:
        console().print(f"Key {found.id} opens nothing any more.")


def _state(key: "Key", now: datetime) -> str:
    if key.revoked is not None:
        return f"revoked {key.revoked:%Y-%m-%d}"
    if key.expires is None:
        return "holds"
    return f"{'ended' if key.expires <= now else 'holds until'} {key.expires:%Y-%m-%d}"


def _document(key: "Key") -> dict[str, Any]:
    def moment(value: datetime | None) -> str | None:
        return None if value is None else value.isoformat()

    told = {"id": key.id, "role": key.role, "scopes": list(key.scopes), "person": key.person, "label": key.label}
    return told | {"made": moment(key.made), "expires": moment(key.expires), "revoked": moment(key.revoked)}
