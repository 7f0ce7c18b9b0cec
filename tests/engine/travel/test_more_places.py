"""A new client's home: old ways stay, new ones are estimated and flagged."""

import numpy as np
import pytest

from datasets.eixample import generate
from engine.errors import ProblemError
from engine.problem import Place
from engine.travel.crow_fly import crow_fly
from engine.travel.more_places import with_places

WEEK = generate(clients=5, carers=3, days=1)
NEW = Place("new-home", WEEK.places[0].latitude, WEEK.places[0].longitude)


def test_old_ways_stay_and_new_ones_are_estimates():
    later = with_places(WEEK, (NEW,))
    known = len(WEEK.places)
    for before, after in zip(WEEK.travel, later.travel, strict=True):
        assert np.array_equal(after.times[:known, :known], before.times)
        assert after.estimated
        guess = crow_fly(later.places, after.mode)
        assert np.array_equal(after.times[known], guess.times[known])
        assert after.times[known, 0] == 0
    assert later.visits == WEEK.visits


@pytest.mark.parametrize("place", [WEEK.places[0], Place("nowhere")])
def test_a_place_that_is_there_or_nowhere_is_refused(place):
    with pytest.raises(ProblemError, match=place.id):
        with_places(WEEK, (place,))
