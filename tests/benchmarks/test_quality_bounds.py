from pathlib import Path

import pytest
import typer

from benchmarks.quality.bounds import Told, bounds, keep
from benchmarks.runs import load


def test_of_two_bounds_of_an_instance_the_higher_one_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "bounds.csv"
    high, low = Told("small", 60, 90, 100, 99), Told("small", 600, 80, 98, 99)
    other = Told("large", 60, 950.5, 1000, 1200)
    for told in (high, other, low):
        keep(path, told)
    assert load(path, Told) == {("small",): high, ("large",): other}


def test_the_gap_is_that_of_the_best_plan_known() -> None:
    assert Told("small", 60, 90, 120, 100).gap == pytest.approx(0.1)  # (100 - 90) / 100, of the published plan
    assert Told("small", 60, 90, 96, 100).gap == pytest.approx(0.0625)  # (96 - 90) / 96, of ours


def test_instances_that_are_not_there_are_told_by_their_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        bounds(data=tmp_path)
    assert ended.value.exit_code == 2
    assert f"Instances are read from {tmp_path / 'uhhc'}: name another place" in capsys.readouterr().err
