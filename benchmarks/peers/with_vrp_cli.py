"""vrp-cli, in its pragmatic format: first the fewest unassigned jobs, then the least cost, which is distance alone.

Its distances are our travel times, since only they are to count and not the hours between them.
"""

import json
from datetime import UTC, datetime
from importlib import import_module
from math import ceil
from typing import Any

from benchmarks.peers.told import Delivered, Limit, Told


def solve(told: Told, limit: Limit) -> Delivered:
    """A seed cannot be given, and seconds are whole ones."""
    ways = told.times.ravel().tolist()
    found = json.loads(
        import_module("vrp_cli").solve_pragmatic(
            json.dumps(_problem(told)),
            [json.dumps({"profile": "bicycle", "travelTimes": ways, "distances": ways})],
            json.dumps(
                {
                    "termination": {"maxTime": ceil(limit.seconds)},
                    "environment": {
                        "parallelism": {"numThreadPools": 1, "threadsPerPool": limit.workers},
                        "logging": {"enabled": False},
                    },
                }
            ),
        )
    )
    rounds = [(int(tour["vehicleId"]), _stops(told, tour)) for tour in found["tours"]]
    return told.delivered(rounds, found["statistic"]["distance"])


def _problem(told: Told) -> dict[str, Any]:
    return {
        "plan": {"jobs": [_job(told, number) for number in range(len(told.problem.visits))]},
        "fleet": {
            "vehicles": [_vehicle(told, number) for number in range(len(told.problem.shifts))],
            "profiles": [{"name": "bicycle"}],
        },
        "objectives": [[{"type": "minimize-unassigned"}], [{"type": "minimize-cost"}]],
    }


def _job(told: Told, number: int) -> dict[str, Any]:
    visit = told.problem.visits[number]
    place = {
        "location": {"index": told.doors[number]},
        "duration": visit.duration,
        "times": [[_clock(tick) for tick in told.windows[number]]],
    }
    job: dict[str, Any] = {"id": str(number), "services": [{"places": [place]}]}
    needs = told.asked(visit)
    return job | {"skills": {"allOf": [str(need) for need in needs]}} if needs else job


def _vehicle(told: Told, number: int) -> dict[str, Any]:
    shift = told.problem.shifts[number]
    return {
        "typeId": f"type-{number}",
        "vehicleIds": [str(number)],
        "profile": {"matrix": "bicycle"},
        "costs": {"fixed": 0, "distance": 1, "time": 0},
        "shifts": [
            {
                "start": {"earliest": _clock(shift.start), "location": {"index": told.from_[number]}},
                "end": {"latest": _clock(shift.end), "location": {"index": told.to[number]}},
            }
        ],
        "capacity": [1],
        "skills": [str(skill) for skill in told.held[number]],
    }


def _stops(told: Told, tour: dict[str, Any]) -> list[tuple[int, int]]:
    """Starts are counted back from ends: a stop with one visit tells when the carer arrives, waiting included."""
    stops: list[tuple[int, int]] = []
    for stop in tour["stops"]:
        for one in stop["activities"]:
            if one["type"] == "service":
                visit = int(one["jobId"])
                end = one["time"]["end"] if "time" in one else stop["time"]["departure"]
                stops.append((visit, _tick(end) - told.problem.visits[visit].duration))
    return stops


def _clock(tick: int) -> str:
    """A tick as a second of 1970: the tool wants dates, and any do."""
    return datetime.fromtimestamp(tick, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tick(clock: str) -> int:
    return int(datetime.fromisoformat(clock).timestamp())
