"""Errors come out of another process as they went in."""

import pickle

import pytest

from engine.errors import DataError, Fault, FaultyError, PlanError, ProblemError, RequestError

FAULTS = (Fault("visit v", "duration", 0, "give 1 or more"), Fault("plan", "shift", "s", "no such shift"))


@pytest.mark.parametrize("kind", [DataError, PlanError, ProblemError, RequestError])
def test_a_faulty_error_keeps_its_faults_on_the_way(kind: type[FaultyError]) -> None:
    error = kind(FAULTS)
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.faults, str(back)) == (kind, FAULTS, str(error))
