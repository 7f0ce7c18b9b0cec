"""Findings put into words."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from engine.check import check, titles
from engine.errors import EngineError
from engine.explain import sentence, title
from engine.explain.phrases import PHRASES
from engine.explain.sentences import filled
from engine.explain.words import clock_words, day_words, listed, number, signed
from engine.problem import Weights
from engine.result import Finding, Subject
from engine.rules import RULES
from engine.shapes import LANGUAGES
from engine.units import HARD
from tests.problems import random_plan, random_problem
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
        ("none", 1, ("the shift has none", "el torn no en té", "el turno no tiene ninguno")),
        ("many 2", 60, ("2 breaks in one round", "2 descansos en una sola ronda", "2 descansos en una sola ronda")),
        ("last", 1, ("nobody is visited after it", "després no es visita ningú", "después no se visita a nadie")),
        ("length 10 15", 1, ("10 instead of 15 minutes", "10 minuts en lloc de 15", "10 minutos en lugar de 15")),
        ("early 600", 60, ("10 minutes too early", "10 minuts massa d'hora", "10 minutos demasiado pronto")),
        ("late 90", 60, ("1.5 minutes too late", "1,5 minuts massa tard", "1,5 minutos demasiado tarde")),
    ],
)
def test_a_break_out_of_place_is_told_in_minutes_and_in_each_language(detail, tick, told):
    given = replace(problem(), ticks_per_minute=tick)
    finding = Finding("misplaced_break", 1, None, Subject(carer="aina"), detail)
    for language, text in zip(("en", "ca", "es"), told, strict=True):
        assert sentence(finding, given, language).endswith(f"{text}.")


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
    with pytest.raises(EngineError, match="choose one of en, ca, es"):
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
                told.add(finding.rule)
    assert len(told) > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_gaps_in_every_language(language):
    def gaps(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    for name, texts in PHRASES.items():
        assert gaps(texts[language]) == gaps(texts["en"]), name
    for rule in titles().values():
        assert gaps(rule.sentences[language]) == gaps(rule.sentences["en"]) <= GAPS, rule.id


def test_titles_by_language():
    assert [title("overtime", language) for language in LANGUAGES] == [
        "Overtime",
        "Hores fora de torn",
        "Horas fuera de turno",
    ]
    assert title("no_such_rule", "en") == "no_such_rule"


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        (date(2026, 11, 24), ("Tuesday 24 November", "dimarts 24 de novembre", "martes 24 de noviembre")),
        (date(2027, 4, 3), ("Saturday 3 April", "dissabte 3 d'abril", "sábado 3 de abril")),
        (date(2027, 1, 31), ("Sunday 31 January", "diumenge 31 de gener", "domingo 31 de enero")),
        (date(2028, 8, 2), ("Wednesday 2 August", "dimecres 2 d'agost", "miércoles 2 de agosto")),
    ],
)
def test_days_in_words(day, texts):
    assert tuple(day_words(day, language) for language in LANGUAGES) == texts


def test_clock_times_are_local_across_a_clock_change():
    given = problem(days=7, start=date(2026, 10, 19), timezone="Europe/Madrid")
    sunday = given.calendar.day_starts[6]
    assert [clock_words(given, sunday + 60 * hour) for hour in (0, 2, 3, 4)] == ["00:00", "02:00", "02:00", "03:00"]
    assert clock_words(given, None) == "…"
    assert clock_words(problem(), at("09:05")) == "09:05"


def test_numbers():
    assert [number(value, "en") for value in (0, 20, 2.5, 1 / 3, -7, -0.001)] == ["0", "20", "2.5", "0.33", "−7", "0"]
    assert [number(value, "es") for value in (2.5, 1000)] == ["2,5", "1000"]
    assert [signed(value, "en") for value in (3, -3, 0)] == ["+3", "−3", "0"]


def test_long_lists_are_cut():
    assert listed("abc") == "a, b, c"
    assert listed("abcdefg", 3) == "a, b, c, …"
