"""A resource goes out in any format and comes back as it was."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.library.exchange import WRITTEN, read, write
from api.library.formats import Format
from api.library.resource import Resource
from api.library.seeds import seeds
from tests.api.library.resources import full, resources

EVERY = pytest.mark.parametrize("format", WRITTEN)


@EVERY
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(resources, max_size=2))
def test_nothing_is_lost_of_the_strangest_resources(format: Format, given: list[Resource]):
    reading = read(write(given, format), format, "file")
    assert (reading.faults, reading.left) == ((), ())
    assert list(reading.resources) == given


@EVERY
def test_nothing_is_lost_of_a_full_resource_and_of_a_bare_link(format: Format):
    given = (full(), Resource(link="https://example.org"))
    reading = read(write(given, format), format, "file")
    assert (reading.faults, reading.left) == ((), ())
    assert reading.resources == given


@EVERY
def test_nothing_is_lost_of_the_seeds(format: Format):
    assert read(write(seeds().resources, format), format, "file").resources == seeds().resources


@EVERY
def test_what_people_read_stands_in_the_formats_own_fields(format: Format):
    """And not only beside them: a resource that says nothing strange needs no lines of the library's own."""
    plain = Resource(link="https://example.org/a", title="Care at home", summary="How it is done.", language="en")
    text = write([plain], format)
    assert "ronda-" not in text
    assert "carried" not in text


@EVERY
def test_formats_are_written(format: Format):
    """An importer once wrote no formats."""
    from api.library.resource import Terms

    for id in ("book", "course", "tool", "guide", "video"):
        given = Resource(link="https://example.org/a", title="A", terms=Terms(formats=(id,)))
        (back,) = read(write([given], format), format, "file").resources
        assert back.terms.formats == (id,)


@EVERY
def test_an_empty_library_is_a_file_too(format: Format):
    reading = read(write([], format), format, "file")
    assert (reading.found, reading.faults) == ((), ())
