"""Histories as JSON: nothing is lost, and every fault is located."""

import json
from datetime import date

import pytest

from engine.data.canonical import history_text, read_history
from engine.errors import DataError
from engine.history import Account, Familiar, History

KNOWN = History(
    date(2026, 3, 9),
    (Familiar("k1", "aina", 12, date(2026, 3, 8)), Familiar("k1", "berta", 1, date(2026, 2, 1))),
    date(2026, 3, 2),
    (Account("aina", 2400, 9000, -35, 70_000), Account("berta", None, 10, 0, None)),
    2,
)


def test_what_is_written_is_read():
    assert read_history(history_text(KNOWN)) == KNOWN
    assert read_history(history_text(History(date(2026, 3, 9)))) == History(date(2026, 3, 9))


def faulty(**changes):
    with pytest.raises(DataError) as caught:
        read_history(json.dumps(json.loads(history_text(KNOWN)) | changes))
    return caught.value


def test_what_makes_no_sense_is_told_with_its_place():
    twice = [{"client": "k1", "carer": "aina", "visits": 0, "last": "2026-03-09"}] * 2
    error = faulty(familiar=twice, accounted=None)
    told = str(error)
    assert "familiar aina of k1: visits = 0: give 1 or more" in told
    assert "last = 2026-03-09: lies before the history's end (2026-03-09)" in told
    assert "given 2 times: keep one" in told
    assert "history: accounted = None: say the day" in told
    assert {fault.path for fault in error.faults if fault.field == "visits"} == {("familiar", 1, "visits")}


def test_the_form_is_checked():
    assert "no such field" in str(faulty(more=1))
    assert "give a whole number" in str(faulty(ticks_per_minute="1"))
    assert "format" in str(faulty(format="ronda-history-9"))
