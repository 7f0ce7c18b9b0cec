"""Rule packs as a list and as a card."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console, print_json
from engine.explain import title
from engine.packs import named, read_pack, shipped
from engine.problem import BOUNDS, Pack, PackNumber
from engine.units import HARD


def tell_all(json: bool) -> None:
    if json:
        print_json({"packs": [_document(one) for one in shipped()]})
        return
    table = _table("Pack", "Version", "Holds", "Numbers", "What it is")
    for one in shipped():
        known = sum(number.known for number in one.numbers)
        table.add_row(one.id, one.version, _span(one), f"{known} of {len(one.numbers)} known", one.title)
    console().print(table)


def tell(name: str, on: date | None, json: bool) -> None:
    """Raises DataError where there is no such pack, and with every fault of a file."""
    path = Path(name)
    pack = read_pack(path) if path.suffix == ".toml" or path.is_file() else named(name, on)
    if json:
        print_json(_document(pack))
        return
    out = console()
    out.print(pack.name, style="bold")
    out.print(f"{pack.title}; holds {_span(pack)}", soft_wrap=True)
    table = _table("Number", "Value", "Breach", "Source", "Rule")
    for one in pack.numbers:
        rule = BOUNDS[one.bound].rule
        told = f"{title(rule, 'en')} ({rule})" if rule else "how Ronda counts working time"
        table.add_row(one.bound, _value(one), _breach(one), _source(one), "\n".join(filter(None, (told, one.note))))
    out.print(table)


def _document(pack: Pack) -> dict[str, Any]:
    """As `labour.pack` of a JSON problem takes it."""
    return asdict(pack) | {"since": pack.since.isoformat(), "until": pack.until and pack.until.isoformat()}


def _span(pack: Pack) -> str:
    return f"from {pack.since}" + (f" until {pack.until}" if pack.until else "")


def _value(one: PackNumber) -> str:
    if one.value is None:
        return "unknown: off"
    told = "yes" if one.value is True else f"{one.value:g} {one.unit}"
    return told if one.known else f"{told}, without a source: off"


def _breach(one: PackNumber) -> str:
    if not one.known or one.weight is None:
        return "–"
    return "forbidden" if one.weight == HARD else f"warned of: {one.weight:g}"


def _source(one: PackNumber) -> str:
    return f"{one.source} ({one.year})" if one.source and one.year else one.source or "–"


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", no_wrap=head == "Pack")  # what is typed stays whole
    return table
