"""Findings put into words."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from engine.check import check, titles
from engine.errors import EngineError
from engine.explain import sentence, title
from engine.explain.sentences import filled
from engine.explain.words import clock_words, day_words, hours_words, listed, number, short_day, signed, wants
from engine.problem import Weights
from engine.result import Finding, Subject
from engine.rules import RULES
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.problems import random_plan, random_problem
from tests.speaking import english_in, words_of
from tests.twins import at, judged, plan, problem, shift, visit

GAPS = {"carer", "client", "visit", "other", "amount", "detail", "day", "clock"}


def test_a_late_visit():
    given = problem(shift("aina"), visit("v", windows="09:00-10:00"))
    (finding,) = judged("lateness", given, plan(given, aina="10:20 v")).findings
    assert sentence(finding, given) == "v at a is 20 minutes late."
    assert sentence(finding, given, "ca") == "v a casa de a té 20 minuts de retard."
    assert sentence(finding, given, "es") == "v en casa de a tiene 20 minutos de retraso."


def test_a_long_day_names_its_day():
    given = problem(shift("aina", "06:00-20:00", day=1), visit("v", day=1), visit("w", day=1), days=2)
    (finding,) = judged("longest_day", given, plan(given, aina_1="08:10 v, 16:50 w")).violations
    assert sentence(finding, given) == "aina works 30 minutes more on Tuesday 24 November than a day may last."
    assert "dimarts 24 de novembre" in sentence(finding, given, "ca")
    assert "martes 24 de noviembre" in sentence(finding, given, "es")


# 10 minutes whatever the tick; half a minute is told with the language's own sign
@pytest.mark.parametrize(
    ("ticks", "tick", "language", "text"),
    [
        (10, 1, "en", "10"),
        (600, 60, "en", "10"),
        (630, 60, "en", "10.5"),
        (630, 60, "ca", "10,5"),
        (1, 60, "es", "0,02"),
        (630, 60, "hi", "10.5"),
        (630, 60, "gu", "10.5"),
        (630, 60, "pt-BR", "10,5"),
    ],
)
def test_minutes_are_told_in_minutes(ticks, tick, language, text):
    given = replace(problem(), ticks_per_minute=tick)
    told = sentence(Finding("waiting", ticks, 1.0, Subject(carer="aina")), given, language)
    assert f" {text} " in told


# 10 minutes at ticks of a minute and of a second; a count is no time
@pytest.mark.parametrize(
    ("detail", "tick", "told"),
    [
        ("none", 1, ("the shift has none", "el torn no en té", "el turno no tiene ninguno", "पाली में कोई विराम नहीं है")),
        ("many 2", 60, ("2 breaks in one round", "2 descansos en una sola ronda", "2 descansos en una sola ronda")),
        ("last", 1, ("nobody is visited after it", "després no es visita ningú", "después no se visita a nadie")),
        (
            "length 10 15",
            1,
            (
                *("10 instead of 15 minutes", "10 minuts en lloc de 15", "10 minutos en lugar de 15"),
                *("वह 15 की जगह 10 मिनट का है", "તે 15 ને બદલે 10 મિનિટનો છે", "dura 10 minutos em vez de 15"),
            ),
        ),
        ("early 600", 60, ("10 minutes too early", "10 minuts massa d'hora", "10 minutos demasiado pronto")),
        (
            "late 90",
            60,
            (
                *("1.5 minutes too late", "1,5 minuts massa tard", "1,5 minutos demasiado tarde"),
                *("वह 1.5 मिनट बहुत देर से शुरू होता है", "1.5 મિનિટ વધારે પડતો મોડો શરૂ થાય છે", "1,5 minutos tarde demais"),
            ),
        ),
    ],
)
def test_a_break_out_of_place_is_told_in_minutes_and_in_each_language(detail, tick, told):
    given = replace(problem(), ticks_per_minute=tick)
    finding = Finding("misplaced_break", 1, None, Subject(carer="aina"), detail)
    for language, text in zip(LANGUAGES, told, strict=False):
        assert sentence(finding, given, language).endswith(f"{text}{'।' if language == 'hi' else '.'}")


def test_times_and_levels_are_not_divided_by_the_tick():
    given = replace(problem(), ticks_per_minute=60)
    told = sentence(Finding("over_qualified", 3, 1.0, Subject(carer="aina", visit="v")), given)
    assert told == "aina holds 3 level(s) of skill that v does not need."


def test_what_is_not_there_becomes_an_ellipsis_and_nothing_ever_raises():
    bare = Finding("changed_carer", 1, None)
    assert sentence(bare, problem()) == "… comes to … instead of …, who was announced."
    for rule in titles():
        for language in LANGUAGES:
            assert sentence(Finding(rule, 1, None), problem(), language)
    assert sentence(Finding("no_such_rule", 3, None), problem()) == "no_such_rule: 3"


@pytest.mark.parametrize("template", ["{carer.id}", "{carer[0]}", "{nobody}", "{0}", "{}", "{carer!r:>9}", "{carer:d}"])
def test_a_template_may_ask_for_what_it_likes(template):
    assert filled(template, {"carer": "aina"}) in {"…", "aina", "'aina'"}


def test_a_lone_brace_is_told_as_it_stands():
    assert filled("{carer is late", {"carer": "aina"}) == "{carer is late"


def test_a_language_that_is_not_spoken():
    with pytest.raises(EngineError, match="choose one of en, ca, es, hi, gu, pt-BR"):
        sentence(Finding("lateness", 1, None), problem(), "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_every_rule_has_all_that_it_asks_for(language):
    """No finding of a random plan leaves a gap in its sentence."""
    told: set[str] = set()
    for seed in range(12):
        given = random_problem(seed)
        for weight in (1, HARD):
            weighed = replace(given, weights=Weights({rule.id: weight for rule in RULES}))
            verdict = check(weighed, random_plan(weighed, Random(seed)))
            for finding in (*verdict.findings, *verdict.violations):
                text = sentence(finding, weighed, language)
                assert "…" not in text, (finding, text)
                assert "{" not in text
                assert not english_in(text, language, words_of(weighed)), text
                told.add(finding.rule)
    assert len(told) > 30


def test_the_gaps_of_rules_are_those_that_a_finding_can_fill():
    for rule in titles().values():
        assert {part.split("}")[0] for part in rule.sentence.split("{")[1:]} <= GAPS, rule.id


def test_titles_by_language():
    assert [title("overtime", language) for language in LANGUAGES] == [
        "Overtime",
        "Hores fora de torn",
        "Horas fuera de turno",
        "अतिरिक्त समय",
        "વધારાનો સમય",
        "Horas extras",
    ]
    assert title("no_such_rule", "en") == "no_such_rule"


def test_what_is_not_to_be_there_is_told_in_each_language_and_the_reason_as_it_was_given():
    detail = "catalan, no cat (allergy, no joke), no dog"
    told = [wants(detail, language) for language in LANGUAGES]
    assert told[:3] == [detail] * 3
    assert told[3:] == [
        "catalan, cat का न होना (allergy, no joke), dog का न होना",
        "catalan, cat ન હોવું (allergy, no joke), dog ન હોવું",
        "catalan, ausência de cat (allergy, no joke), ausência de dog",
    ]
    assert wants("nocturnal, north (no)", "hi") == "nocturnal, north (no)"
    finding = Finding("required_attribute", 1, None, Subject(carer="aina", client="a"), "no cat")
    assert sentence(finding, problem(), "hi") == "a के यहाँ aina: cat का न होना ज़रूरी है और पूरा नहीं होता।"
    pinned = Finding("pinned_carer", 1, None, Subject(visit="v"), "no one")  # an id, whatever it looks like
    assert "no one" in sentence(pinned, problem(), "hi")


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        (
            date(2026, 11, 24),
            (
                *("Tuesday 24 November", "dimarts 24 de novembre", "martes 24 de noviembre"),
                *("मंगलवार 24 नवंबर", "મંગળવાર 24 નવેમ્બર", "24 de novembro, terça-feira"),
            ),
        ),
        (
            date(2027, 4, 3),
            (
                *("Saturday 3 April", "dissabte 3 d'abril", "sábado 3 de abril"),
                *("शनिवार 3 अप्रैल", "શનિવાર 3 એપ્રિલ", "3 de abril, sábado"),
            ),
        ),
        (
            date(2027, 1, 31),
            (
                *("Sunday 31 January", "diumenge 31 de gener", "domingo 31 de enero"),
                *("रविवार 31 जनवरी", "રવિવાર 31 જાન્યુઆરી", "31 de janeiro, domingo"),
            ),
        ),
        (
            date(2028, 8, 2),
            (
                *("Wednesday 2 August", "dimecres 2 d'agost", "miércoles 2 de agosto"),
                *("बुधवार 2 अगस्त", "બુધવાર 2 ઑગસ્ટ", "2 de agosto, quarta-feira"),
            ),
        ),
    ],
)
def test_days_in_words(day, texts):
    assert tuple(day_words(day, language) for language in LANGUAGES) == texts


def test_days_where_there_is_little_room():
    told = [short_day(date(2026, 11, 24), language) for language in LANGUAGES]
    assert told == ["Tue 24", "dt. 24", "mar 24", "मंगल 24", "મંગળ 24", "ter 24"]
    for language in LANGUAGES:  # no two days of a week look alike
        assert len({short_day(date(2026, 11, 23 + day), language).split()[0] for day in range(7)}) == 7


def test_hours():
    told = [hours_words(1865, language) for language in LANGUAGES]
    assert told == ["31 h 05", "31 h 05", "31 h 05", "31 घंटे 05 मिनट", "31 કલાક 05 મિનિટ", "31 h 05"]


def test_clock_times_are_local_across_a_clock_change():
    given = problem(days=7, start=date(2026, 10, 19), timezone="Europe/Madrid")
    sunday = given.calendar.day_starts[6]
    assert [clock_words(given, sunday + 60 * hour) for hour in (0, 2, 3, 4)] == ["00:00", "02:00", "02:00", "03:00"]
    assert clock_words(given, None) == "…"
    assert clock_words(problem(), at("09:05")) == "09:05"


def test_numbers():
    assert [number(value, "en") for value in (0, 20, 2.5, 1 / 3, -7, -0.001)] == ["0", "20", "2.5", "0.33", "−7", "0"]
    assert [number(value, "es") for value in (2.5, 1000)] == ["2,5", "1000"]
    assert [number(2.5, language) for language in ("hi", "gu", "pt-BR")] == ["2.5", "2.5", "2,5"]
    assert [signed(value, "en") for value in (3, -3, 0)] == ["+3", "−3", "0"]


def test_long_lists_are_cut():
    assert listed("abc") == "a, b, c"
    assert listed("abcdefg", 3) == "a, b, c, …"
