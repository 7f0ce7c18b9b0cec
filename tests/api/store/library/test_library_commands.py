"""ronda library import, export and begin, as an operator types them; and what a demo shows."""

from pathlib import Path

import pytest

from api.cli.serving_demo import show_library
from api.library.course import Course
from api.library.exchange import read, write
from api.library.formats import Format
from api.library.seeds import seeds
from api.settings import Settings, settings
from api.store.library import courses, planting, resources
from api.store.library.searching import Library
from api.store.library.states import Standing
from api.store.store import Store
from tests.api.cli_runs import ronda
from tests.api.store.library.shelf import ALL, HOIST, ask


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("RONDA_DATABASE_URL", "RONDA_DATABASE_OWNER_URL", "RONDA_KEY_FILE", "RONDA_PG_BIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RONDA_DATA", str(tmp_path / "data"))
    assert ronda("database", "found", "sol", "Cooperativa Sol").code == 0
    return settings()


def kept(home: Settings) -> list[tuple[Standing, str]]:
    store = Store(home)
    with store.reading("sol") as books:
        found = [(one.state, one.resource.link) for one in resources.page(books, None, 999)]
    store.close()
    return found


def test_a_file_is_imported_and_exported_as_it_was(home: Settings, tmp_path: Path):
    file, out = tmp_path / "list.csv", tmp_path / "out.bib"
    file.write_text(write(ALL, Format.ZOTERO))
    told = ronda("library", "import", str(file))
    assert (told.code, "3 resources added; they wait for review, 0 duplicates" in told.out) == (0, True)
    assert [state for state, _ in kept(home)] == [Standing.SUBMITTED] * 3
    assert ronda("library", "export", str(out)).code == 0
    assert read(out.read_text(), Format.BIBTEX, "out").resources == ()
    assert ronda("library", "export", str(out), "--all").code == 0
    assert read(out.read_text(), Format.BIBTEX, "out").resources == ALL


def test_what_is_there_already_is_told_and_left_out(home: Settings, tmp_path: Path):
    file = tmp_path / "list.json"
    file.write_text(write([HOIST], Format.CSL))
    assert ronda("library", "import", str(file), "--publish").code == 0
    again = ronda("library", "import", str(file), "--publish")
    assert (again.code, "0 resources added, 1 duplicate" in again.out) == (0, True)
    assert "is there already, by link: resource 1" in again.err
    told = ronda("library", "import", str(file), "--duplicates", "--json").json
    assert told["added"] == [2]
    assert told["duplicates"] == [{"where": told["duplicates"][0]["where"], "same_as": 1, "by": "link"}]
    assert [state for state, _ in kept(home)] == [Standing.PUBLISHED, Standing.SUBMITTED]


def test_a_row_with_faults_stops_no_other(home: Settings, tmp_path: Path):
    file = tmp_path / "list.ris"
    good = "TY  - BOOK\nTI  - A handbook\nUR  - https://example.org/good\nER  - \n"
    file.write_text(good + good.replace("https://example.org/good", "nowhere"))
    told = ronda("library", "import", str(file))
    assert (told.code, "1 resource added" in told.out) == (2, True)
    assert "link" in told.err
    assert len(kept(home)) == 1


def test_large_files_come_in_parts(home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("api.cli.library_shelf.AT_ONCE", 2)
    file = tmp_path / "list.csv"
    file.write_text(write([*ALL, HOIST], Format.ZOTERO))
    told = ronda("library", "import", str(file), "--json").json
    assert (told["added"], [one["same_as"] for one in told["duplicates"]]) == ([1, 2, 3], [1])


def test_a_library_begins_with_what_ronda_comes_with_once(home: Settings):
    assert "courses added" in ronda("library", "begin", "--publish").out
    store = Store(home)
    given = seeds()
    with store.reading("sol") as books:
        made = courses.page(books, None, 99)
        assert [one.course.title for one in made] == [one.title for one in given.courses]
        for one, course in zip(made, given.courses, strict=True):
            steps = resources.published(books, one.course.steps)
            assert [step.resource for step in steps] == [given.resources[place] for place in course.steps]
    assert ask(Library(store), teaches="hoist")[0].total >= 1
    store.close()
    assert "0 resources and 0 courses added" in ronda("library", "begin").out


def test_a_demo_shows_it_where_nothing_was_ever_put_in(home: Settings):
    show_library(home, "sol")
    assert len(kept(home)) == len(seeds().resources)
    store = Store(home)
    with store.of("sol") as books:
        resources.turn(books, 1, Standing.WITHDRAWN)
        courses.add(books, Course(title="Own", competency="own"))
    show_library(home, "sol")
    assert kept(home)[0][0] is Standing.WITHDRAWN
    with store.reading("sol") as books:
        assert not planting.untouched(books)
        assert len(courses.page(books, None, 99)) == len(seeds().courses) + 1
    store.close()
