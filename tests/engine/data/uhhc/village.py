"""A UHHC instance small enough to reckon by hand, invented for these tests: two carers, three patients, one lunch."""

from copy import deepcopy
from typing import Any

_VILLAGE: dict[str, Any] = {
    "metadata": {
        "name": "village",
        "origin": "generated",
        "time_window_met": "at_service_end",
        "cost_components": {
            "travel_time": 2,
            "total_tardiness": 3,
            "highest_tardiness": 4,
            "total_waiting_time": 1,
            "total_extra_time": 7,
            "max_idle_time": 10,
            "caregiver_preferences": 6,
            "optional_patients": 100,
            "missed_lunch_break": 50,
        },
    },
    "distances": [[0, 10, 20, 30], [10, 0, 15, 25], [20, 15, 0, 12], [30, 25, 12, 0]],
    "terminal_points": [{"id": "base", "distance_matrix_index": 0, "location": [2.16, 41.39]}],
    "caregivers": [
        {
            "id": "rosa",
            "abilities": ["wash", "cook"],
            "departing_point": "base",
            "arrival_point": "base",
            "working_shift": {"start": 0, "end": 330},
            "lunch_break": True,
        },
        {
            "id": "pau",
            "abilities": ["wash", "lift"],
            "departing_point": "base",
            "arrival_point": "base",
            "working_shift": {"start": 45, "end": 300},
            "lunch_break": False,
        },
    ],
    "patients": [
        {
            "id": "ada",
            "required_services": [{"service": "wash", "duration": 30}, {"service": "lift", "duration": 30}],
            "distance_matrix_index": 1,
            "time_windows": [{"start": 60, "end": 120}],
            "location": [2.17, 41.4],
            "synchronization": {"type": "simultaneous"},
            "preferred_caregivers": ["pau"],
        },
        {
            "id": "ben",
            "required_services": [{"service": "cook"}],
            "distance_matrix_index": 2,
            "time_windows": [{"start": 100, "end": 150}, {"start": 150, "end": 300}],
            "location": [2.18, 41.41],
            "incompatible_caregivers": ["pau"],
            "optional": True,
        },
        {
            "id": "cleo",
            "required_services": [{"service": "wash", "duration": 20}, {"service": "cook", "duration": 15}],
            "distance_matrix_index": 3,
            "time_windows": [{"start": 200, "end": 300}],
            "location": [2.19, 41.42],
            "synchronization": {"type": "sequential", "distance": {"min": 30, "max": 90}},
        },
    ],
    "services": [
        {"id": "wash", "type": "care"},
        {"id": "lift", "type": "care"},
        {"id": "cook", "type": "home", "default_duration": 45},
    ],
    "lunch_breaks": {"start": 180, "end": 360, "min_duration": 30},
}

_ROUNDS: dict[str, Any] = {
    "routes": [
        {
            "caregiver_id": "rosa",
            "locations": [
                {"patient": "ada", "service": "wash", "arrival_time": 60, "departure_time": 90},
                {"patient": "ben", "service": "cook", "arrival_time": 105, "departure_time": 150},
                {"patient": "cleo", "service": "cook", "arrival_time": 290, "departure_time": 305},
                {"patient": "cleo", "service": "lunch_break", "start_time": 180, "end_time": 210},
            ],
        },
        {
            "caregiver_id": "pau",
            "locations": [
                {"patient": "ada", "service": "lift", "arrival_time": 60, "departure_time": 90},
                {"patient": "cleo", "service": "wash", "arrival_time": 200, "departure_time": 220},
            ],
        },
    ],
}


def village() -> dict[str, Any]:
    """A fresh copy of the instance."""
    return deepcopy(_VILLAGE)


def rounds() -> dict[str, Any]:
    """A fresh copy of a clean solution of it."""
    return deepcopy(_ROUNDS)
