import numpy as np
import pytest

from engine.errors import ProblemError
from engine.problem import Place
from engine.travel.crow_fly import PROFILES, Profile, crow_fly, great_circle

SAGRADA = Place("sagrada", 41.4036, 2.1744)
UNIVERSITAT = Place("universitat", 41.3866, 2.1640)
NEXT_DOOR = Place("next door", 41.4036, 2.1744)


def test_a_degree_of_latitude_is_111_km() -> None:
    distances = great_circle([Place("a", 41.0, 2.0), Place("b", 42.0, 2.0)])
    assert distances[0, 1] == pytest.approx(111_195, abs=1)
    assert distances[0, 0] == 0


def test_a_degree_of_longitude_shrinks_with_the_cosine() -> None:
    distances = great_circle([Place("a", 60.0, 2.0), Place("b", 60.0, 3.0)])
    assert distances[0, 1] == pytest.approx(111_195 / 2, rel=1e-4)


def test_walking_is_the_streets_length_at_five_km_an_hour() -> None:
    matrix = crow_fly([SAGRADA, UNIVERSITAT], "walk")
    # 0.0170 degrees of latitude are 1,890 m, 0.0104 of longitude 867 m: 2,080 m of crow-fly, 2,517 m of street.
    assert matrix.metres is not None
    assert matrix.metres[0, 1] == pytest.approx(2517, abs=3)
    assert matrix.times[0, 1] == 31  # 2,517 m at 83.3 m a minute are 30.2 minutes


def test_a_finer_tick_rounds_up_less() -> None:
    minutes = crow_fly([SAGRADA, UNIVERSITAT], "walk").times[0, 1]
    seconds = crow_fly([SAGRADA, UNIVERSITAT], "walk", ticks_per_minute=60).times[0, 1]
    assert (minutes - 1) * 60 < seconds <= minutes * 60


def test_it_says_that_it_is_an_estimate_and_how_it_was_made() -> None:
    matrix = crow_fly([SAGRADA, UNIVERSITAT], "car", cents_per_km=19)
    assert matrix.estimated
    assert matrix.cents_per_km == 19
    assert "1.35" in matrix.source
    assert "assumed" in matrix.source


@pytest.mark.parametrize("mode", [profile.mode for profile in PROFILES])
def test_every_mode_is_symmetric_and_stays_put_for_nothing(mode: str) -> None:
    times = crow_fly([SAGRADA, UNIVERSITAT, NEXT_DOOR], mode).times
    assert np.array_equal(times, times.T)
    assert times[0, 0] == times[0, 2] == 0
    assert times[0, 1] > 0


def test_nobody_waits_for_a_bus_to_go_round_the_corner() -> None:
    corner = Place("corner", 41.4050, 2.1744)
    walk, bus = (crow_fly([SAGRADA, corner, UNIVERSITAT], mode).times for mode in ("walk", "transit"))
    assert bus[0, 1] == walk[0, 1]
    assert bus[0, 2] < walk[0, 2]


def test_a_profile_of_ones_own() -> None:
    matrix = crow_fly(
        [Place("a", 41.0, 2.0), Place("b", 42.0, 2.0)], "boat", profile=Profile("boat", 1, 60, 1, False, "")
    )
    assert matrix.times[0, 1] == 113  # 111.2 km at a kilometre a minute, and one minute to cast off


def test_all_places_without_coordinates_are_named() -> None:
    with pytest.raises(ProblemError) as caught:
        crow_fly([SAGRADA, Place("attic"), Place("cellar")], "walk")
    assert [fault.where for fault in caught.value.faults] == ["place attic", "place cellar"]


def test_an_unknown_mode_is_named_with_the_known_ones() -> None:
    with pytest.raises(
        ProblemError, match=r"mode = 'balloon': cannot be estimated \(known: walk, bicycle, car, transit\)"
    ):
        crow_fly([SAGRADA], "balloon")


def test_places_too_far_apart_for_the_tick_are_named() -> None:
    with pytest.raises(ProblemError, match=r"place sagrada: .* too far from another place \(antipode\)"):
        crow_fly([SAGRADA, Place("antipode", -41.4, -177.8)], "walk", ticks_per_minute=60_000)


def test_no_places_give_an_empty_matrix() -> None:
    assert crow_fly([], "walk").times.shape == (0, 0)
