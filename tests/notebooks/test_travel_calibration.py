"""travel_calibration: what it says of trips is what the engine fits, and the invented habits are found again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from datasets.eixample import generate
from datasets.eixample.town import town
from datasets.eixample.trips import HABITS, trips
from engine.travel.calibration import estimates, fitted
from engine.travel.city import City
from engine.travel.storage import save_network
from tests.notebooks.running import ran, run, words


@pytest.fixture(scope="module")
def told() -> Mapping[str, Any]:
    return ran("travel_calibration")[1]


def test_it_says_that_the_trips_are_invented() -> None:
    assert "The trips are invented" in words(ran("travel_calibration")[0])


def test_the_fits_are_those_of_the_engine(told: Mapping[str, Any]) -> None:
    city, log = City("eixample", town()), trips(generate(seed=1))
    assert [one.mode for one in told["modes"]] == list(HABITS)
    for one in told["modes"]:
        some = [trip for trip in log if trip.mode == one.mode]
        assert one.fit == fitted(city, one.mode, some)
        assert one.before == tuple(estimates(city, one.mode, some) / 60)
        off = np.abs(np.array(one.recorded) - np.array(one.before)).mean()
        assert off == pytest.approx(one.fit.before / 60)


def test_fitting_comes_nearer_to_the_trips_and_to_the_habits_behind_them(told: Mapping[str, Any]) -> None:
    for one in told["modes"]:
        assert one.fit.after < one.fit.before / 2
        assert one.fit.profile.access / 60 == pytest.approx(HABITS[one.mode].access, abs=0.5)
        assert one.fit.lost == 0


def test_own_trips_over_an_own_network(tmp_path: Path) -> None:
    save_network(town(), tmp_path / "here")
    log = [trip for trip in trips(generate(seed=1), count=60) if trip.mode == "walk"]
    rows = [f"walk,{t.start[0]},{t.start[1]},{t.goal[0]},{t.goal[1]},{t.seconds / 60}" for t in log]
    head = "mode,from_latitude,from_longitude,to_latitude,to_longitude,minutes"
    (tmp_path / "own.csv").write_text("\n".join([head, *rows]) + "\n")
    shown, found = run(
        "travel_calibration", asked={"network": str(tmp_path / "here"), "trips": str(tmp_path / "own.csv")}
    )
    assert [(one.mode, len(one.recorded)) for one in found["modes"]] == [("walk", len(log))]
    assert "own.csv" in words(shown)
    assert "invented" not in words(shown)


def test_of_modes_with_too_few_trips_nothing_is_told(tmp_path: Path) -> None:
    save_network(town(), tmp_path / "here")
    every = trips(generate(seed=1), count=60)
    log = [trip for trip in every if trip.mode == "walk"][:12] + [trip for trip in every if trip.mode == "bicycle"][:3]
    far = "bicycle,0,0,0.1,0.1,20"  # no way leads there
    rows = [f"{t.mode},{t.start[0]},{t.start[1]},{t.goal[0]},{t.goal[1]},{t.seconds / 60}" for t in log]
    head = "mode,from_latitude,from_longitude,to_latitude,to_longitude,minutes"
    asked = {"network": str(tmp_path / "here"), "trips": str(tmp_path / "own.csv")}
    (tmp_path / "own.csv").write_text("\n".join([head, *rows, *[far] * 9]) + "\n")
    shown, found = run("travel_calibration", asked=asked)
    assert [one.mode for one in found["modes"]] == ["walk"]
    assert "Nothing is told of bicycle (12)" in words(shown)
    (tmp_path / "own.csv").write_text("\n".join([head, *rows[-3:]]) + "\n")
    shown, _ = run("travel_calibration", asked=asked)
    assert "Nothing is told of bicycle (3)" in words(shown)
