"""Carers and clients in the terminal: hours, rest and faces, the most concerning of many."""

from collections.abc import Sequence
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from api.cli.summary import MOST_LISTED, plain
from api.report.packs import pack_rules
from api.report.page import Page
from api.report.people import bounds, known, rested, worked

Row = TypeVar("Row")

FACES = 4
"""So many carers are named of those who come to a client; the others are counted."""


def print_people(console: Console, page: Page) -> None:
    """The tables one after the other, for whoever wants to know more than the headline figures."""
    _print_hours(console, page)
    _print_rest(console, page)
    _print_pack(console, page)
    _print_faces(console, page)


def _print_hours(console: Console, page: Page) -> None:
    rows, words = worked(page), page.words
    shown = most(rows, [one.concern for one in rows])
    weekly = any(one.weeks for one in rows)
    heads = [words(key) for key in ("carer", "hours", "contract_hours", "wanted", "carried", "balance")]
    table = _table(words("against"), *heads, *([words("weeks")] if weekly else []))
    for one in shown:
        told = (one.carer, one.hours, one.contract, one.wanted, one.carried, one.balance)
        table.add_row(*plain(page, *told, *([one.weeks] if weekly else [])))
    _print(console, page, table, len(rows))


def _print_rest(console: Console, page: Page) -> None:
    rows, words = rested(page), page.words
    shown = most(rows, [10_000 * (one.short or one.narrow) + one.concern for one in rows])
    heads = (words(key) for key in ("carer", "rested", "free_week", "unpaid", "weekends", "split", "mornings"))
    table = _table(words("resting_table"), *heads)
    for one in shown:
        told = (one.carer, one.rest, one.free, one.unpaid, one.weekends, one.split, one.morning)
        table.add_row(*plain(page, *told), style="bold red" if one.short or one.narrow else None)
    _print(console, page, table, len(rows), f"{bounds(page)}.")


def _print_pack(console: Console, page: Page) -> None:
    rules, words = pack_rules(page), page.words
    if page.problem.labour.pack is None or not rules:
        return
    title = f"{words('pack_table')}: {page.problem.labour.pack.name}"
    table = _table(title, *(words(key) for key in ("rule", "source", "bound_told", "here", "state")), numbers=(2, 3))
    for one in rules:
        told = (one.title, one.source, one.bound, one.measured, one.state)
        table.add_row(*plain(page, *told), style="bold red" if one.broken else None)
    _print(console, page, table, len(rules))


def _print_faces(console: Console, page: Page) -> None:
    rows, words = known(page, faces=FACES), page.words
    shown = most(rows, [one.over for one in rows])
    heads = [words(key) for key in ("client", "visits", "carers", "target", "by_usual", "usual_carers", "other_carers")]
    table = _table(words("above_target", count=page.kpis.above_target), *heads, numbers=(1, 2, 3, 4))
    for one in shown:
        usual, others = (told.replace("\u00a0", "") for told in (one.usual, one.others))  # broken between carers only
        told = (one.client, one.visits, str(one.carers), str(one.target), one.by_usual, usual, others)
        table.add_row(*plain(page, *told), style="yellow" if one.over else None)
    _print(console, page, table, len(rows))


def most(rows: Sequence[Row], concerns: Sequence[float]) -> list[Row]:
    """All of a few rows; of many those that concern most, in the order in which they stand."""
    ranked = sorted(range(len(rows)), key=lambda place: -concerns[place])[:MOST_LISTED]
    return [rows[place] for place in sorted(ranked)]


def _table(title: str, *heads: str, numbers: Sequence[int] | None = None) -> Table:
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, show_edge=False, title=title, title_justify="left", title_style="bold"
    )
    for place, head in enumerate(heads):
        right = place > 0 if numbers is None else place in numbers
        table.add_column(head, overflow="fold", justify="right" if right else "left")
    return table


def _print(console: Console, page: Page, table: Table, count: int, note: str = "") -> None:
    console.print()
    console.print(table)
    if count > MOST_LISTED:
        console.print(page.words("show_all", count=count - MOST_LISTED), style="dim", soft_wrap=True)
    if note:
        console.print(*plain(page, note), style="dim")
