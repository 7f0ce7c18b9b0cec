"""Proposals and shortlists for an absence as tables."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from api.cli.console import console
from api.cli.languages import heads
from api.cli.substituting import Done
from api.cli.summary import print_list
from engine.explain.reasons import by_rule
from engine.explain.words import clock_words, listed, signed
from engine.substitution import Proposal, Shortlist
from engine.substitution.words import aims_of
from engine.units import Ticks

TEXTS = heads(
    "substitutes",
    {
        "by_visit": "Visit by visit, the others left undone:",
        "nobody": "nobody",
        "note": "Costs are compared with leaving the visits undone.",
    },
)
HEADS = heads(
    "substitutes_heads",
    {
        "proposals": ("", "Proposal", "Covered", "Carers asked", "New times", "Cost", "Against the plan as it ran"),
        "rounds": ("Visit", "Client", "Told", "Begins", "Carer"),
        "shortlists": ("Carer", "Begins", "New times", "Cost", "Above all for"),
    },
)

NONE = "–"

MOST_PARTS = 3
"""So many rules are named for each carer; --json tells all."""


def print_tables(done: Done) -> None:
    """The proposals side by side and one by one, then who could take each visit by itself."""
    out, found, language = console(), done.found, done.language
    out.print(found.summary[0], style="bold", soft_wrap=True)
    print_list(out, found.summary[1:], len(found.summary))
    out.print()
    if found.proposals:
        table = _table(*HEADS("proposals", language))
        for place, one in enumerate(found.proposals, 1):
            table.add_row(str(place), *_overview(done, one))
        out.print(table)
        out.print(TEXTS("note", language), style="dim", soft_wrap=True)
    for place, one in enumerate(found.proposals, 1):
        out.print()
        _print_proposal(out, done, place, one)
    out.print()
    out.print(TEXTS("by_visit", language), style="bold")
    for one in found.shortlists:
        out.print()
        _print_shortlist(out, done, one)
    if done.path is not None:
        out.print()
        out.print(f"Plan:   {done.path}", soft_wrap=True)


def _overview(done: Done, one: Proposal) -> list[str]:
    return [
        aims_of(one, done.language),
        f"{len(one.covers)}/{len(done.found.visits)}",
        listed(one.helpers, 4),
        str(len(one.retold)),
        signed(round(one.cost, 2), done.language),
        signed(round(one.against_running, 2), done.language),
    ]


def _print_proposal(out: Console, done: Done, place: int, one: Proposal) -> None:
    """Who goes where when, those left out, and whom else it moves; then what it costs by rule."""
    language, problem = done.language, done.problem
    out.print(f"{place}. {one.summary[0]}", style="bold", soft_wrap=True)
    told = {listing.visit: listing.told for listing in done.found.shortlists}
    rows = [(cover.told, cover.visit, cover.client, cover.start, cover.carer) for cover in one.covers]
    rows += [(told[name], name, problem.visit[name].client, None, TEXTS("nobody", language)) for name in one.missing]
    rows += [(push.old, push.visit, push.client, push.new, NONE) for push in one.pushes]
    table = _table(*HEADS("rounds", language))
    for was, visit, client, start, carer in sorted(rows, key=lambda row: row[:2]):
        style = "red" if start is None else "yellow" if start != was else None
        table.add_row(visit, client, _clock(done, was), _clock(done, start), carer, style=style)
    out.print(table)
    rest = one.summary[1 + len(one.covers) + len(one.pushes) :]
    print_list(out, rest, len(rest))


def _print_shortlist(out: Console, done: Done, one: Shortlist) -> None:
    """Those who could take a visit, and why the others could not."""
    out.print(one.summary[0], style="cyan", soft_wrap=True)
    table = _table(*HEADS("shortlists", done.language))
    for way in one.stand_ins:
        dearest = sorted(way.contributions, key=lambda part: -abs(part.cost or 0))[:MOST_PARTS]
        retold = listed(way.retold) if way.retold else NONE
        cost = signed(round(way.cost, 2), done.language)
        table.add_row(
            way.cover.carer, _clock(done, way.cover.start), retold, cost, by_rule(tuple(dearest), done.language)
        )
    if one.stand_ins:
        out.print(table)
    print_list(out, one.summary[1:], len(one.summary))


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _clock(done: Done, tick: Ticks | None) -> str:
    return NONE if tick is None else clock_words(done.problem, tick)
