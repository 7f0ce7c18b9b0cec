"""The cases of the sizes that home care has are of those sizes."""

import pytest

from datasets.weeks import CASES, case


@pytest.mark.parametrize(("name", "visits"), [("superilla", 454), ("pilot", 3_622), ("contract", 5_245)])
def test_cases_are_as_large_as_is_told(name, visits):
    problem = case(name)
    told = CASES[name]
    assert (len(problem.clients), len(problem.carers), problem.days) == (told.clients, told.carers, told.days)
    assert len(problem.visits) == visits


def test_a_municipal_contract_is_four_hours_and_a_bit_a_client_a_week():
    problem = case("contract")
    hours = sum(visit.duration for visit in problem.visits) / 60
    assert hours / len(problem.clients) == pytest.approx(4.2, abs=0.1)


def test_in_the_pilot_nobody_knows_anybody_and_care_is_on_every_day():
    problem = case("pilot")
    assert not any(client.usual or client.prefers for client in problem.clients)
    assert all(
        {problem.calendar.day_of(visit.earliest) for visit in visits} == set(range(14))
        for visits in problem.visits_of.values()
    )


def test_the_same_seed_gives_the_same_case():
    assert case("superilla", 3) == case("superilla", 3)
    assert case("superilla", 3) != case("superilla", 4)
