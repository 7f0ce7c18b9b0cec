"""Fitting profiles to a log of trips, and telling what it changes."""

from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.console import console, print_json
from api.networks import city, known_folder
from engine.data.trips import read_trips
from engine.travel.calibration import FEWEST, Fit, fitted, keep_profile


def fit_and_tell(name: str, path: Path, save: bool, json: bool) -> None:
    """Fit each mode that has trips enough. Raises DataError for a log that cannot be read or a mode without streets."""
    streets = city(name)
    trips = read_trips(path, streets.modes())
    by_mode = {
        mode: [trip for trip in trips if trip.mode == mode] for mode in dict.fromkeys(trip.mode for trip in trips)
    }
    fits = {mode: fitted(streets, mode, some) for mode, some in by_mode.items()}
    if save:
        for fit in fits.values():
            keep_profile(known_folder(name), fit.profile)
    if json:
        print_json({"fits": {mode: asdict(fit) for mode, fit in fits.items()}, "saved": save})
    else:
        _print(fits, save, f"ronda network calibrate {name} {path} --save")


def _print(fits: dict[str, Fit], saved: bool, command: str) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in ("Mode", "Trips", "Off by", "then", "A trip costs", "Time under way", "Parts of the day"):
        table.add_column(head, overflow="fold")
    for mode, fit in fits.items():
        lost = f" ({fit.lost} without a way)" if fit.lost else ""
        bands = ", ".join(f"{band.name} x {band.minor:g}" for band in fit.profile.bands if band.name in fit.bands)
        numbers = f"{fit.profile.access:.0f} s", f"x {fit.profile.factor:g}", bands or f"under {FEWEST} trips each"
        table.add_row(mode, f"{fit.trips}{lost}", f"{fit.before:.0f} s", f"{fit.after:.0f} s", *numbers)
    out = console()
    out.print(table)
    out.print("Off by: mean difference between a trip and its time here, before and after fitting to these very trips.")
    out.print("Saved: used from now on." if saved else f"Not saved. To use it: {command}", soft_wrap=True)
