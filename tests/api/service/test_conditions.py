"""Which version a request speaks of."""

import pytest

from api.refusals import Refusal
from api.web.conditions import known, only_if_absent, the_one


@pytest.mark.parametrize("header", ['"abc"', 'W/"abc"', '"xyz", "abc"', " * "])
def test_a_reader_knows_the_version(header):
    assert known(header, "abc")


@pytest.mark.parametrize("header", [None, '"xyz"', '""'])
def test_a_reader_does_not_know_the_version(header):
    assert not known(header, "abc")


def test_a_writer_names_one_version_or_any():
    assert the_one('"abc"') == "abc"
    assert the_one("*") is None
    assert the_one(None) is None


@pytest.mark.parametrize("header", ["abc", '"abc', '"a", "b"', '"a"x', ""])
def test_a_condition_that_cannot_be_read_is_refused(header):
    with pytest.raises(Refusal) as refused:
        the_one(header)
    assert [fault.pointer for fault in refused.value.faults] == ["header#If-Match"]


def test_only_a_star_says_that_there_must_be_none():
    assert only_if_absent("*")
    assert not only_if_absent(None)
    with pytest.raises(Refusal):
        only_if_absent('"abc"')
