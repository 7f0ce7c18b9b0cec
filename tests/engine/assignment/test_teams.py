"""Teams: in number, near, skilled, with whom they know, and stable."""

from dataclasses import replace

import pytest

from datasets.eixample import generate
from engine.assignment import Team, Teams, TeamsFound, assign
from engine.limits import Limits
from engine.problem import Carer, Client, Competency, Need, Problem, Weights
from tests.twins import problem, shift, visit

QUICK = Limits(seconds=20)
PAIRS = Teams(size=(1, 1), clients=(2, 2))


BOTH = (Carer("aina"), Carer("biel"))


def street(clients=(), people=BOTH) -> Problem:
    """Four clients along the street, Aina at one end and Biel at the other."""
    shifts = (shift("aina", start_place="a", end_place="a"), shift("biel", start_place="d", end_place="d"))
    return problem(*people, *shifts, *clients, *(visit(f"v{n}", n) for n in "abcd"), Weights())


def teams(told: Problem, asked: Teams = PAIRS, language: str = "en") -> TeamsFound:
    found = assign(told, QUICK, language, asked).teams
    assert found is not None
    return found


def members(found: TeamsFound) -> set[tuple[str, ...]]:
    return {(*team.carers, *team.clients) for team in found.teams}


def test_neighbours_are_one_team():
    found = teams(street())
    assert members(found) == {("aina", "a", "b"), ("biel", "c", "d")}
    assert found.notes == ()
    # The centres are b and d, each a door from its team's other client: of 20 minutes there and back a visit bears 5.
    # Aina has 20 minutes from a to b and back, Biel is in d. Care and hours are equal, so that balance costs nothing.
    assert found.cost == found.bound == 5 + 5 + 20


def test_a_client_is_with_a_usual_carer():
    clients = tuple(Client(n, n, usual=("biel",)) for n in "a")
    found = teams(street(clients), Teams(size=(1, 1), clients=(1, 3)))
    assert found.mates("a", "biel")


def test_a_team_has_the_competencies_that_its_clients_need():
    told = street(people=(Carer("aina"), Carer("biel", competencies=(Competency("hoist"),))))
    visits = tuple(replace(v, needs=(Need("hoist"),)) if v.client == "a" else v for v in told.visits)
    assert teams(replace(told, visits=visits)).mates("a", "biel")


def test_care_follows_the_hours_that_carers_want():
    people = (Carer("aina", wanted=2100), Carer("biel", wanted=700))
    found = teams(street(people=people), Teams(size=(1, 1), clients=(1, 3)))
    assert {team.carers: len(team.clients) for team in found.teams} == {("aina",): 3, ("biel",): 1}


def test_teams_stay_as_they_were():
    keep = (Team("north", ("biel",), ("a", "b")), Team("south", ("aina",), ("c", "d")))
    found = teams(street(), replace(PAIRS, keep=keep))
    assert found.teams == keep
    assert found.moved == ()
    free = teams(street(), replace(PAIRS, keep=keep, moved=0))
    assert members(free) == {("aina", "a", "b"), ("biel", "c", "d")}
    assert len(free.moved) in (2, 4)


def test_an_id_may_be_that_of_a_carer_and_of_a_client():
    shifts = (shift("a", start_place="d", end_place="d"), shift("d", start_place="a", end_place="a"))
    told = problem(*shifts, *(visit(f"v{n}", n) for n in "abcd"), Weights())
    keep = (Team("north", ("a",), ("c", "d")), Team("south", ("d",), ("a", "b")))
    found = teams(told, replace(PAIRS, keep=keep))
    assert found.teams == keep
    assert found.moved == ()


def test_a_division_that_was_not_solved_says_what_it_costs_and_that_nothing_is_proved():
    limits = Limits()
    limits.stop.set()
    found = assign(street(), limits, teams=Teams(size=(1, 1), clients=(4, 4))).teams
    assert found is not None
    assert found.bound == 0
    assert found.cost > 20_000  # a team has two clients too few, at least
    assert found.gap == 1


def test_who_is_new_joins_a_team_that_was():
    keep = (Team("north", ("aina",), ("a",)), Team("south", ("biel",), ("c", "d")))
    found = teams(street(), replace(PAIRS, keep=keep))
    assert found.mates("b", "aina")
    assert found.moved == ()


def test_sizes_that_cannot_be_kept_are_told():
    found = teams(street(), Teams(size=(3, 4), clients=(5, 9)))
    assert found.notes == ("team-1 has 2 carers, not 3 to 4", "team-1 has 4 clients, not 5 to 9")
    assert teams(street(), Teams(size=(3, 4), clients=(5, 9)), "hi").notes == (
        "team-1 में 2 देखभालकर्ता हैं, 3 से 4 नहीं",
        "team-1 में 4 ग्राहक हैं, 5 से 9 नहीं",
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_clients_only_get_carers_of_their_team(seed):
    week = generate(clients=24, carers=9, days=3, seed=seed)
    found = assign(week, Limits(seconds=6), teams=Teams(size=(2, 4), clients=(6, 10)))
    assert found.teams is not None
    assert found.teams.notes == ()
    assert len(found.teams.teams) == 3
    assert all(one.carer is None or found.teams.mates(one.client, one.carer) for one in found.taken)
    assert sorted(c for team in found.teams.teams for c in team.clients) == sorted(c.id for c in week.clients)
