"""ronda library convert and check."""

from pathlib import Path

import pytest

from api.library.exchange import WRITTEN, read, write
from api.library.formats import ENDINGS
from api.library.seeds import seeds
from tests.api.cli_runs import ronda

WITH_A_FAULT = (
    "Title,Url,ISBN\nCare,https://a.coop,\nBroken,https://b.coop,9781682190624\nCare again,http://www.a.coop/,\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(WITH_A_FAULT)
    return path


@pytest.mark.parametrize("ending", [ending for ending, format in ENDINGS.items() if format in WRITTEN])
def test_a_library_goes_from_one_format_into_another_and_back(tmp_path: Path, ending: str) -> None:
    first, between, last = tmp_path / "a.ris", tmp_path / f"b{ending}", tmp_path / "c.jsonld"
    first.write_text(write(seeds().resources, ENDINGS[".ris"]), encoding="utf-8")
    done = ronda("library", "convert", first, between)
    assert (done.code, done.err) == (0, "")
    assert f"Written: {between} (17 resources)" in done.out
    assert ronda("library", "convert", between, last).code == 0
    assert read(last.read_text(encoding="utf-8"), ENDINGS[".jsonld"], "c").resources == seeds().resources


def test_faults_are_told_and_stop_no_other_row(sheet: Path) -> None:
    target = sheet.with_suffix(".bib")
    done = ronda("library", "convert", sheet, target)
    assert done.code == 2
    assert "list.csv row 3: isbn = '9781682190624': its last digit does not fit the others" in done.err
    assert f"Written: {target} (2 resources)" in done.out
    assert "https://b.coop" not in target.read_text()


def test_check_tells_faults_and_duplicates(sheet: Path) -> None:
    done = ronda("library", "check", sheet)
    assert done.code == 2
    assert "list.csv row 4: is there already, by link (a.coop): list.csv row 2" in done.out
    assert "2 resources, 1 row with faults, 1 duplicate" in done.out
    told = ronda("library", "check", sheet, "--json").json
    assert (told["resources"], [fault["field"] for fault in told["faults"]]) == (2, ["isbn"])
    assert told["duplicates"] == [
        {"where": "list.csv row 4", "same_as": "list.csv row 2", "by": "link", "value": "a.coop"}
    ]


def test_a_curated_list_is_read_by_heading_and_never_written(tmp_path: Path, sheet: Path) -> None:
    listed = tmp_path / "list.md"
    listed.write_text("# A\n* [One](https://a.coop)\n# B\n* [Two](https://b.coop)\n")
    assert "1 resource, 0 rows with faults, 0 duplicates" in ronda("library", "check", listed, "--section", "B").out
    refused = ronda("library", "convert", sheet, tmp_path / "out.md")
    assert (refused.code, (tmp_path / "out.md").exists()) == (2, False)
    assert "is only read" in refused.err
    assert ronda("library", "check", sheet, "--section", "B").code == 2


def test_what_cannot_be_told_or_read_is_said_with_the_next_step(tmp_path: Path) -> None:
    odd = tmp_path / "list.txt"
    odd.write_bytes("TY  - BOOK\nTI  - Cançó\nUR  - https://a.coop\nER  -\n".encode("latin-1"))
    assert "say the format too" in ronda("library", "check", odd).err
    assert "save the file as UTF-8" in ronda("library", "check", odd, "--from", "ris").err
    assert ronda("library", "check", tmp_path / "none.ris").code == 2
    same = tmp_path / "a.ris"
    same.write_text("TY  - BOOK\nUR  - https://a.coop\nER  -\n")
    assert ronda("library", "convert", same, same).code == 4
