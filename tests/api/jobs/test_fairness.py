"""Turns between co-operatives: nobody stands behind another's whole pile."""

from api.jobs.fairness import TURNS, Ticket, turn_of


def served(orders, workers=1):
    """The order in which the jobs of (co-op, priority), put in one after the other, are served."""
    tickets = []
    for coop, priority in orders:
        tickets.append(Ticket(coop, turn_of(coop, priority, tickets), served=False))
    order = sorted(range(len(tickets)), key=lambda place: (tickets[place].turn, place))
    return [tickets[place].coop for place in order]


def test_one_job_is_served_second_behind_a_pile_of_twenty():
    assert served([("sol", 2)] * 20 + [("mar", 2)]).index("mar") == 1


def test_two_piles_are_served_in_turn():
    assert served([("sol", 2)] * 3 + [("mar", 2)] * 3) == ["sol", "mar"] * 3


def test_three_piles_of_different_height():
    order = served([("sol", 2)] * 3 + [("mar", 2)] * 1 + [("riu", 2)] * 2)
    assert order == ["sol", "mar", "riu", "sol", "riu", "sol"]


def test_a_higher_priority_goes_before_every_pile():
    assert served([("sol", 2)] * 5 + [("mar", 0), ("riu", 1)])[:2] == ["mar", "riu"]


def test_who_comes_late_gets_no_credit_and_waits_for_one_only():
    waiting = [Ticket("sol", 2 * TURNS + 1 + turn, served=turn == 10) for turn in range(10, 20)]
    mar = turn_of("mar", 2, waiting)
    assert mar == 2 * TURNS + 11  # the turn that is being served: before all that wait
    again = turn_of("mar", 2, [*waiting, Ticket("mar", mar, served=False)])
    assert again == mar + 1  # behind the next of sol, which came before it


def test_turns_stay_within_their_priority_and_the_queue_s_number():
    full = [Ticket("sol", 3 * TURNS, served=False)]
    assert turn_of("sol", 2, full) == 3 * TURNS
    assert 4 * TURNS < 2**31
