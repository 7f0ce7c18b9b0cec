"""Networks as lists and cards: what is there, where it comes from, how fast people are on it."""

from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console, print_json
from api.networks import Entry, entries, entry, home
from engine.travel.calibration import own_profiles
from engine.travel.network import Origin
from engine.travel.profiles import Profile


def tell_all(json: bool) -> None:
    found = list(entries())
    if json:
        print_json({"networks": [_document(one) for one in found]})
        return
    out = console()
    if not found:
        out.print(f"No networks in {home()} yet. Add one: ronda network add NAME --file city.osm.pbf", soft_wrap=True)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("Network", "Modes", "Streets", "Timetables", "From"):
        table.add_column(head, overflow="fold")
    for one in found:
        modes, timetables = ", ".join(one.manifest["modes"]), ", ".join(one.feeds) or "–"
        table.add_row(one.name, modes, f"{one.manifest['kilometres']:,.0f} km", timetables, _origin(one))
    out.print(table)


def tell(name: str, json: bool) -> None:
    one = entry(name)
    profiles = own_profiles(one.folder)
    if json:
        print_json(_document(one) | {"profiles": {mode: asdict(profile) for mode, profile in profiles.items()}})
        return
    told, out = one.manifest, console()
    out.print(name, style="bold")
    out.print(f"From:       {_origin(one)}", soft_wrap=True)
    out.print(f"Holds:      {told['junctions']:,} junctions, {told['edges']:,} stretches, {told['kilometres']:,.0f} km")
    box = told["box"]
    out.print(f"Covers:     {box['south']:.4f},{box['west']:.4f},{box['north']:.4f},{box['east']:.4f} (S,W,N,E)")
    out.print(f"Heights:    {'known: slopes count' if told['elevation'] else 'not known'}")
    out.print(f"Timetables: {', '.join(one.feeds) or 'none'}", soft_wrap=True)
    out.print(f"Folder:     {one.folder} ({one.bytes / 2**20:.1f} MiB)", soft_wrap=True)
    out.print()
    for mode in told["modes"]:
        out.print(f"{mode}: {_pace(profiles[mode])}", soft_wrap=True)


def _pace(profile: Profile) -> str:
    kind = "assumed" if profile.assumed else "the co-op's own"
    numbers = f"{profile.access:g} s a trip, {profile.junction:g} s a junction, time under way x {profile.factor:g}"
    return f"{profile.why} [{kind}: {numbers}]"


def _origin(one: Entry) -> str:
    return str(Origin(**one.manifest["origin"]))


def _document(one: Entry) -> dict[str, Any]:
    return {"name": one.name, **one.manifest, "timetables": list(one.feeds), "bytes": one.bytes}
