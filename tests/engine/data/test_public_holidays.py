"""Public holidays: a country's, and those of a region beside them."""

import json
from datetime import date

import pytest

from engine.data.canonical import problem_text, read_problem
from engine.data.public_holidays import public_holidays
from engine.errors import DataError, ProblemError
from tests.problems import random_problem

JUNE = date(2026, 6, 20)


def test_a_region_has_the_country_s_days_and_its_own():
    # Sant Joan is a holiday of Catalonia, the day of Saint James one of Galicia, Assumption one of all Spain.
    catalonia = public_holidays("ES-CT", JUNE, 60)
    assert date(2026, 6, 24) in catalonia
    assert date(2026, 6, 24) not in public_holidays("ES", JUNE, 60)
    assert date(2026, 8, 15) in catalonia
    assert date(2026, 8, 15) in public_holidays("ES", JUNE, 60)
    assert date(2026, 7, 25) not in catalonia


def test_a_horizon_over_the_turn_of_the_year_has_those_of_both_years():
    assert public_holidays("ES-CT", date(2026, 12, 25), 14) == tuple(
        map(date.fromisoformat, ("2026-12-25", "2026-12-26", "2027-01-01", "2027-01-06"))
    )


def test_only_days_of_the_horizon():
    assert public_holidays("ES-CT", date(2026, 6, 24), 1) == (date(2026, 6, 24),)
    assert public_holidays("ES-CT", date(2026, 6, 25), 7) == ()


def document(holidays: list[str]) -> str:
    found = json.loads(problem_text(random_problem(1)))
    return json.dumps(found | {"start": "2026-06-22", "holidays": holidays})


def test_a_file_may_name_a_region_and_dates_of_the_town():
    found = read_problem(document(["2026-06-29", "ES-CT", "2026-06-24"]))
    assert found.holidays == (date(2026, 6, 24), date(2026, 6, 29))
    assert json.loads(problem_text(found))["holidays"] == ["2026-06-24", "2026-06-29"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("XX", "problem: holidays = 'XX': no holidays are known of this country: give its two letters"),
        ("ES-ZZ", r"problem: holidays = 'ES-ZZ': no such region of it \(there are: .*CT.*\): correct it"),
    ],
)
def test_what_nothing_is_known_of_is_refused(name: str, told: str):
    with pytest.raises(ProblemError, match=told) as caught:
        read_problem(document([name]))
    assert caught.value.faults[0].path == ("holidays",)


def test_what_is_neither_a_date_nor_a_name_is_refused():
    with pytest.raises(DataError, match=r"holidays\[0\] = 'soon'|holidays.*soon"):
        read_problem(document(["soon"]))
