import json
from collections.abc import Callable
from typing import Any

import pytest

from engine.data import uhhc
from engine.errors import DataError
from engine.problem import Break, Link, Need, Problem, Window
from engine.units import HARD
from tests.engine.data.uhhc.village import village


def read(instance: dict[str, Any]) -> Problem:
    return uhhc.read(json.dumps(instance))


def test_required_services_become_visits_and_ties_become_links() -> None:
    problem = read(village())
    assert [visit.id for visit in problem.visits] == ["ada/wash", "ada/lift", "ben/cook", "cleo/wash", "cleo/cook"]
    ada, _, ben, cleo, _ = problem.visits
    assert (ada.needs, ada.must, ada.lateness) == ((Need("wash"),), True, "end")
    assert (ben.duration, ben.must, ben.windows) == (45, False, (Window(100, 150), Window(150, 300)))
    assert problem.links == (
        Link("ada/wash", "ada/lift", 0, 0, carers="different"),
        Link("cleo/wash", "cleo/cook", 30, 90, carers="different"),
    )
    assert problem.client["ada"].prefers == ("pau",)
    assert problem.client["ben"].refuses == ("pau",)
    assert (problem.places[3].longitude, problem.places[3].latitude) == (2.19, 41.42)
    assert cleo.client == "cleo"


def test_caregivers_become_carers_with_one_shift() -> None:
    problem = read(village())
    rosa, pau = problem.shifts
    assert (rosa.start, rosa.end, rosa.start_place, rosa.leaves) == (0, 330, "base", "late")
    assert rosa.rest == Break(30, 180, 360, latest_at="end", due_after=None)
    assert pau.rest is None
    assert [held.name for held in problem.carer["pau"].competencies] == ["wash", "lift"]


def test_components_become_weights_and_the_rest_is_off() -> None:
    instance = village()
    instance["metadata"]["cost_components"] |= {
        "qualification": 25,
        "workload_balance": 0.5,
        "total_tardiness": "HARD",
        "max_idle_time": 0,
    }
    weights = read(instance).weights
    assert weights.others == "off"
    assert weights.values["travel"] == 2
    assert weights.values["competence"] == 25
    assert weights.values["workload_spread"] == 0.5
    assert weights.values["lateness"] == HARD
    assert weights.values["refused"] == weights.values["must_do"] == weights.values["together"] == HARD
    assert "idlest" not in weights.values


def test_independent_services_are_tied_only_by_both_or_none() -> None:
    instance = village()
    instance["patients"][2]["synchronization"] = {"type": "independent"}
    assert Link("cleo/wash", "cleo/cook", None, None, "any", both=True) in read(instance).links


def test_an_optional_patient_counts_once_however_many_services() -> None:
    instance = village()
    instance["patients"][2]["optional"] = True
    assert [visit.priority for visit in read(instance).visits_of["cleo"]] == [1, 0]


def test_the_same_service_twice_gives_two_visits() -> None:
    instance = village()
    instance["patients"][2]["required_services"][1]["service"] = "wash"
    assert [visit.id for visit in read(instance).visits_of["cleo"]] == ["cleo/wash", "cleo/wash/2"]


@pytest.mark.parametrize(
    ("minutes", "tick"), [(12, 1), (12.0, 1), (11.999999999999998, 1), (12.5, 10), (12.25, 100), (12.0625, 1000)]
)
def test_the_tick_is_as_fine_as_the_numbers_need(minutes: float, tick: int) -> None:
    instance = village()
    instance["distances"][2][3] = minutes
    problem = read(instance)
    assert problem.ticks_per_minute == tick
    assert problem.travel[0].times[2, 3] == round(minutes * tick)
    assert problem.visit["ada/wash"].duration == 30 * tick


def test_without_a_shift_a_carer_is_never_late_for_home() -> None:
    instance = village()
    del instance["metadata"]["cost_components"]["max_idle_time"]
    del instance["caregivers"][1]["working_shift"]
    problem = read(instance)
    # The last shift ends at 330; all care is 30 + 30 + 45 + 20 + 15 = 140; six ways of at most 30 are 180.
    assert (problem.shift["pau"].start, problem.shift["pau"].end) == (0, 330 + 140 + 180)


def test_instances_of_bazirha_leave_when_the_shift_starts() -> None:
    instance = village()
    instance["metadata"]["origin"] = "bazirha-caie"
    assert {shift.leaves for shift in read(instance).shifts} == {"at_start"}


def test_points_on_a_plane_are_no_coordinates() -> None:
    instance = village()
    instance["patients"][0]["location"] = [470.0, 61.0]
    assert all(place.latitude is None for place in read(instance).places)


def test_older_names_of_terminal_points() -> None:
    instance = village()
    instance["departing_points"] = instance.pop("terminal_points")
    instance["arrival_points"] = [{"id": "garage", "distance_matrix_index": 2}]
    instance["caregivers"][0]["arrival_point"] = "garage"
    problem = read(instance)
    assert (problem.shift["rosa"].start_place, problem.shift["rosa"].end_place) == ("base", "garage")


def _bad(change: Callable[[dict[str, Any]], object]) -> list[str]:
    instance = village()
    change(instance)
    with pytest.raises(DataError) as caught:
        read(instance)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda one: one.pop("patients"), "text: patients = missing: it is missing: add it"),
        (
            lambda one: one["patients"][1].update(distance_matrix_index="2"),
            "text: patients[1] (ben): distance_matrix_index = '2': give a whole number",
        ),
        (
            lambda one: one["patients"][1].update(distance_matrix_index=4),
            "text: patients[1] (ben): distance_matrix_index = 4: distances has the rows 0 to 3",
        ),
        (
            lambda one: one["patients"][0].pop("synchronization"),
            "text: patients[0] (ada): synchronization = None: two services: say how they are tied",
        ),
        (
            lambda one: one["patients"][2]["synchronization"].pop("distance"),
            "text: patients[2] (cleo): synchronization.distance = None: give min and max",
        ),
        (
            lambda one: one["patients"][1]["required_services"][0].update(service="iron"),
            "text: patients[1] (ben): required_services[0].service = 'iron': no such service",
        ),
        (
            lambda one: one["patients"][0].update(preferred_caregivers=["pua"]),
            "text: patients[0] (ada): preferred_caregivers = 'pua': no such caregiver",
        ),
        (
            lambda one: one["caregivers"][0].update(departing_point="bas"),
            "text: caregivers[0] (rosa): departing_point = 'bas': no such terminal point",
        ),
        (
            lambda one: one.pop("lunch_breaks"),
            "text: caregivers[0] (rosa): lunch_break = True: the instance has no lunch_breaks",
        ),
        (
            lambda one: one["caregivers"][0].pop("working_shift"),
            "text: caregivers[0] (rosa): working_shift = None: max_idle_time counts",
        ),
        (lambda one: one["distances"][2].pop(), "text: distances: [2] = 3: the matrix is square: give 4 numbers"),
        (lambda one: one["distances"][2].__setitem__(0, -5), "text: distances[2]: [0] = -5: "),
        (
            lambda one: one["metadata"]["cost_components"].update(tw_max_dev_in_time=3),
            "text: metadata.cost_components: tw_max_dev_in_time = 3: cannot be charged",
        ),
        (
            lambda one: one["patients"][0]["time_windows"].append({"start": 100, "end": 200}),
            "visit ada/wash: windows = (100, 200): windows come in order and do not overlap",
        ),
        (
            lambda one: one["caregivers"][1].update(id="rosa"),
            "text: caregivers (rosa): id = 'rosa': given twice",
        ),
    ],
)
def test_a_bad_instance_says_where_what_and_how(change: Callable[[dict[str, Any]], object], told: str) -> None:
    faults = _bad(change)
    assert any(fault.startswith(told) for fault in faults), faults


def test_all_faults_are_told_at_once() -> None:
    def change(one: dict[str, Any]) -> None:
        one["patients"][0]["preferred_caregivers"] = ["x", "y"]
        one["patients"][1]["distance_matrix_index"] = 9
        one["caregivers"][0]["arrival_point"] = "z"

    assert len(_bad(change)) == 4


def test_text_that_breaks_off_says_line_and_column() -> None:
    with pytest.raises(DataError, match=r"line 3, column 3 = .*no JSON"):
        uhhc.read(b'{\n"metadata": {\n  ')
