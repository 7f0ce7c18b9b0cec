"""Dates, languages and names as people write them."""

import pytest

from api.library.contributors import read_contributor, read_spoken, told
from api.library.dates import read_date
from api.library.languages import read_language
from api.library.resource import Contributor


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014", "2014"),
        ("2014-02", "2014-02"),
        ("2014/2/6", "2014-02-06"),
        ("2014-02-26T10:00:00Z", "2014-02-26"),
        ("2014///", "2014"),
        ("February 2014", "2014-02"),
        ("Feb 26, 2014", "2014-02-26"),
        ("26 de febrer de 2014", "2014-02-26"),
        ("13 maig 2020", "2020-05-13"),
        ("circa 1990", "1990"),
        ("03/04/2014", "2014"),
        ("n.d.", ""),
        ("", ""),
        ("2014-13", None),
        ("2014-02-30", None),
        ("2010-2012", None),
        ("soon", None),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_is_known(text, date):
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("English", "en"),
        ("Català", "ca"),
        ("spa", "es"),
        ("ગુજરાતી", "gu"),
        ("?", None),
    ],
)
def test_a_language_is_a_tag(text, tag):
    assert read_language(text) == tag


@pytest.mark.parametrize(
    "name",
    ["Sensorica, Inc.", "World Health Organization", "Loomio", "Collective for Liberation, Ecology, and Technology"],
)
def test_organisations_stay_organisations(name):
    """An importer once made a person called Inc. of the first."""
    assert read_contributor(name) == Contributor(name, organisation=True)
    assert read_spoken(name) == Contributor(name, organisation=True)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Scholz, Trebor", Contributor("Scholz", "Trebor")),
        ("King, Martin Luther, Jr.", Contributor("King", "Martin Luther, Jr.")),
        ("van Dijck, José", Contributor("van Dijck", "José")),
    ],
)
def test_a_person_has_two_names(name, person):
    assert read_contributor(name) == person
    assert told(person) == name


def test_names_as_they_are_said():
    assert read_spoken("Richard D. Bartlett") == Contributor("Bartlett", "Richard D.")
    assert read_spoken("Ludwig van Beethoven") == Contributor("van Beethoven", "Ludwig")
    assert read_spoken("the team") == Contributor("the team", organisation=True)
    assert read_spoken(" ") is None
