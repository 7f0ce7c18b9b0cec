"""A bad problem names the object, the field, the value and the remedy, and tells all its faults at once."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from engine.errors import EngineError, Fault, ProblemError
from engine.problem import (
    PROTECTED,
    Break,
    Calendar,
    Carer,
    Client,
    Competency,
    Labour,
    Link,
    Need,
    Pin,
    Place,
    Problem,
    Published,
    TravelMatrix,
    Visit,
    Want,
    Weights,
    Window,
)
from engine.problem.places import to_matrix, to_rows
from tests.twins import at, pause, problem, shift, street, visit

SOUND = problem(
    Carer("aina"),
    Client("a", "a"),
    shift("aina"),
    visit("v"),
    visit("w", "b"),
    Link("v", "w"),
    Pin("v", "aina"),
    Published("w", "aina", at("09:00")),
)


def faults(given: Problem | None = None, **changes: Any) -> tuple[Fault, ...]:
    with pytest.raises(ProblemError) as caught:
        replace(given or SOUND, **changes)
    return caught.value.faults


def told(**changes: Any) -> set[tuple[str, str, object]]:
    return {(fault.where, fault.field, fault.value) for fault in faults(**changes)}


# -- each fault --------------------------------------------------------------------------------------------------------

LONG = visit("v")
WOMAN, REASONED, NO_MAN = Want("woman"), Want("woman", why="washing"), Want("man", False)
PROTECTED_CASES: list[tuple[dict[str, Any], tuple[str, str, object]]] = [
    ({"clients": (Client("a", "a", requires=(WOMAN,)), Client("b", "b"))}, ("client a", "requires", "woman")),
    ({"clients": (Client("a", "a", wishes=(REASONED,)), Client("b", "b"))}, ("client a", "wishes", "woman (washing)")),
    ({"visits": (visit("v", requires=(NO_MAN,)), visit("w", "b"))}, ("visit v", "requires", "no man")),
    ({"visits": (visit("v", requires=(Want(" Woman"),)), visit("w", "b"))}, ("visit v", "requires", " Woman")),
    ({"visits": (visit("v", requires=(Want("man", why=" "),)), visit("w", "b"))}, ("visit v", "requires", "man ( )")),
    ({"visits": (visit("v", wishes=(NO_MAN,)), visit("w", "b"))}, ("visit v", "wishes", "no man")),
    ({"carers": (Carer("aina", requires=(REASONED,)),)}, ("carer aina", "requires", "woman (washing)")),
    ({"carers": (Carer("aina", wishes=(Want("home"),)),)}, ("carer aina", "wishes", "home")),
    (
        {"protected": ("roma",), "clients": (Client("a", "a", requires=(Want("roma", False),)), Client("b", "b"))},
        ("client a", "requires", "no roma"),
    ),
]
CASES: list[tuple[dict[str, Any], tuple[str, str, object]]] = [
    ({"days": 0}, ("problem", "days", 0)),
    ({"days": 367}, ("problem", "days", 367)),
    ({"ticks_per_minute": 0}, ("problem", "ticks_per_minute", 0)),
    ({"timezone": "Mars/Olympus"}, ("problem", "timezone", "Mars/Olympus")),
    ({"timezone": "localtime"}, ("problem", "timezone", "localtime")),
    ({"start": date(9999, 12, 31)}, ("problem", "start", date(9999, 12, 31))),
    ({"start": date(1, 1, 1), "timezone": "Asia/Tokyo"}, ("problem", "start", date(1, 1, 1))),
    ({"carers": (Carer("aina"), Carer("aina"))}, ("carer aina", "id", "aina")),
    ({"carers": (Carer("aina"), Carer(""))}, ("carer", "id", "")),
    ({"pins": (Pin("v", "aina"), Pin("v", "aina", 600))}, ("pin v", "id", "v")),
    (
        {"carers": (Carer("aina", (Competency("hoist", 0),)),)},
        ("carer aina", "competencies.hoist.level", 0),
    ),
    ({"carers": (Carer("aina", contract=-1),)}, ("carer aina", "contract", -1)),
    ({"carers": (Carer("aina", refuses=("z",)),)}, ("carer aina", "refuses", "z")),
    ({"clients": (Client("a", "a"), Client("b", "zoo"))}, ("client b", "place", "zoo")),
    ({"clients": (Client("a", "a", usual=("zoe",)), Client("b", "b"))}, ("client a", "usual", "zoe")),
    ({"clients": (Client("a", "a", carers_target=0), Client("b", "b"))}, ("client a", "carers_target", 0)),
    ({"shifts": (shift("aina", "10:00-10:00"),)}, ("shift aina", "end", at("10:00"))),
    ({"shifts": (replace(shift("aina"), start=-5),)}, ("shift aina", "start", -5)),
    ({"shifts": (shift("aina", day=1),)}, ("shift aina_1", "start", at("08:00", 1))),
    ({"shifts": (shift("zoe"),)}, ("shift zoe", "carer", "zoe")),
    ({"shifts": (shift("aina", mode="boat"),)}, ("shift aina", "mode", "boat")),
    ({"shifts": (shift("aina", end_place="zoo"),)}, ("shift aina", "end_place", "zoo")),
    ({"shifts": (shift("aina", rest=pause(minutes=0)),)}, ("shift aina", "rest.duration", 0)),
    ({"shifts": (shift("aina", rest=Break(60, 600, 630)),)}, ("shift aina", "rest.latest", 630)),
    ({"shifts": (shift("aina", rest=pause(due_after=-1)),)}, ("shift aina", "rest.due_after", -1)),
    (
        {"shifts": (shift("aina"), shift("aina", "15:00-20:00", id="late"))},
        ("shift late", "start", at("15:00")),
    ),
    ({"visits": (visit("v", "z"), visit("w", "b"))}, ("visit v", "client", "z")),
    ({"visits": (visit("v", place="zoo"), visit("w", "b"))}, ("visit v", "place", "zoo")),
    ({"visits": (visit("v", duration=0), visit("w", "b"))}, ("visit v", "duration", 0)),
    ({"visits": (visit("v", priority=-1), visit("w", "b"))}, ("visit v", "priority", -1)),
    ({"visits": (visit("v", preferred=60), visit("w", "b"))}, ("visit v", "preferred", 60)),
    ({"visits": (visit("v", windows="08:00-09:00", preferred=541), visit("w", "b"))}, ("visit v", "preferred", 541)),
    ({"visits": (replace(LONG, windows=()), visit("w", "b"))}, ("visit v", "windows", ())),
    ({"visits": (visit("v", windows="10:00-09:00"), visit("w", "b"))}, ("visit v", "windows", (600, 540))),
    ({"visits": (visit("v", windows="09:00-10:00 09:59-11:00"), visit("w", "b"))}, ("visit v", "windows", (599, 660))),
    ({"visits": (visit("v", day=1), visit("w", "b"))}, ("visit v", "windows", at("08:00", 1))),
    (
        {"visits": (visit("v", needs=(Need("hoist", 0),)), visit("w", "b"))},
        ("visit v", "needs.hoist.level", 0),
    ),
    ({"links": (Link("v", "z"),)}, ("link v>z", "second", "z")),
    ({"links": (Link("v", "v"),)}, ("link v>v", "second", "v")),
    ({"links": (Link("v", "w", 60, 30),)}, ("link v>w", "most", 30)),
    ({"links": (Link("v", "w", 0, 0, "same"),)}, ("link v>w", "carers", "same")),
    ({"pins": (Pin("v", "zoe"),)}, ("pin v", "carer", "zoe")),
    ({"pins": (Pin("v", "aina", -1),)}, ("pin v", "start", -1)),
    ({"pins": (Pin("v", "aina", at("24:00")),)}, ("pin v", "start", at("24:00"))),
    ({"published": (Published("z", "aina", 0),)}, ("published z", "visit", "z")),
    ({"published": (Published("v", "aina", -1),)}, ("published v", "start", -1)),
    ({"places": (*SOUND.places, Place("a"))}, ("place a", "id", "a")),
    ({"places": (Place("home", 91.0, 2.0), *SOUND.places[1:])}, ("place home", "latitude", 91.0)),
    ({"places": (Place("home", 41.0, -181.0), *SOUND.places[1:])}, ("place home", "longitude", -181.0)),
    ({"places": (Place("home", None, 2.0), *SOUND.places[1:])}, ("place home", "latitude", None)),
    ({"travel": (TravelMatrix("walk", np.zeros((2, 2))),)}, ("travel walk", "times", (2, 2))),
    ({"travel": (TravelMatrix("walk", np.full((5, 5), -7)),)}, ("travel walk", "times", -7)),
    ({"travel": (TravelMatrix("walk", np.full((5, 5), 2**31 - 1)),)}, ("travel walk", "times", 2**31 - 1)),
    ({"travel": (street(cents_per_km=-1),)}, ("travel walk", "cents_per_km", -1)),
    *PROTECTED_CASES,
    ({"weights": Weights({"travel": -1})}, ("weights default", "travel", -1)),
    ({"weights": Weights({"travel": True})}, ("weights default", "travel", True)),
    ({"weights": Weights({"travel": 0.0005})}, ("weights default", "travel", 0.0005)),
    ({"weights": Weights({"travel": 1_000_001})}, ("weights default", "travel", 1_000_001)),
    ({"labour": Labour(weekly_rest=-1)}, ("labour", "weekly_rest", -1)),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[" ".join(fault[:2]) for _, fault in CASES])
def test_a_fault_names_object_field_and_value(changes, fault):
    assert fault in told(**changes)


def test_one_slip_tells_one_fault():
    assert told(labour=Labour(weekly_rest=-1)) == {("labour", "weekly_rest", -1)}
    assert told(visits=(visit("v", duration=0), visit("w", "b"))) == {("visit v", "duration", 0)}


def test_all_faults_are_told_at_once_in_one_message():
    with pytest.raises(ProblemError) as caught:
        replace(
            SOUND,
            days=0,
            carers=(Carer("aina", contract=-1),),
            shifts=(shift("zoe", mode="boat"),),
            visits=(visit("v", duration=0), visit("w", "b")),
            weights=Weights({"travel": -1}),
        )
    lines = str(caught.value).splitlines()
    assert lines[0] == "the problem has 6 faults"
    assert len(lines) == 1 + 6
    assert "  shift zoe: mode = 'boat': no travel times for this mode (there are: walk)" in lines
    assert "  visit v: duration = 0: a visit lasts at least one tick" in lines
    assert isinstance(caught.value, EngineError)


def test_every_fault_has_a_remedy():
    for changes, _ in CASES:
        assert all(len(fault.remedy) > 10 for fault in faults(**changes))


HUGE = 10**30
ENDLESS = Break(HUGE, HUGE, 2 * HUGE, due_after=HUGE)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"carers": (Carer("aina", contract=HUGE, wanted=HUGE, legal_most=HUGE),)}, "contract wanted legal_most"),
        ({"carers": (Carer("aina", (Competency("hoist", HUGE),)),)}, "competencies.hoist.level"),
        ({"shifts": (replace(shift("aina"), end=HUGE),)}, "end"),
        (
            {"shifts": (shift("aina", rest=ENDLESS),)},
            "rest.duration rest.earliest rest.latest rest.due_after",
        ),
        ({"clients": (Client("a", "a", carers_target=HUGE), Client("b", "b"))}, "carers_target"),
        ({"visits": (visit("v", duration=HUGE, priority=HUGE), visit("w", "b"))}, "duration priority"),
        ({"visits": (visit("v", needs=(Need("hoist", HUGE),)), visit("w", "b"))}, "needs.hoist.level"),
        ({"visits": (replace(LONG, windows=(Window(480, HUGE),)), visit("w", "b"))}, "windows"),
        ({"links": (Link("v", "w", -HUGE, HUGE),)}, "least most"),
        ({"pins": (Pin("v", "aina", HUGE),)}, "start"),
        ({"published": (Published("v", "aina", HUGE),)}, "start"),
        ({"travel": (street(cents_per_km=HUGE),)}, "cents_per_km"),
        (
            {"labour": Labour(HUGE, HUGE, HUGE, HUGE)},
            "longest_day rest_between_days weekly_rest weekends_in_a_row",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_nobody_can_mean_is_a_fault(changes, fields):
    found = {fault.field for fault in faults(**changes) if isinstance(fault.value, int) and abs(fault.value) >= HUGE}
    assert found == set(fields.split())


def test_what_is_protected_may_be_required_with_a_reason():
    clients = (Client("a", "a", requires=(REASONED,)), Client("b", "b"))
    assert replace(SOUND, clients=clients, visits=(visit("v", requires=(REASONED,)), visit("w", "b")))


def test_what_is_protected_is_for_the_co_op_to_say():
    clients = (Client("a", "a", requires=(WOMAN,)), Client("b", "b", wishes=(NO_MAN,)))
    assert replace(SOUND, protected=(), clients=clients)
    assert told(protected=("catalan", "WOMAN"), clients=clients) == {("client a", "requires", "woman")}
    assert replace(SOUND, carers=(Carer("aina", attributes=PROTECTED),))  # to be one is no fault


def test_a_protected_attribute_is_refused_with_the_next_step():
    faulty = (Client("a", "a", requires=(NO_MAN,)), Client("b", "b"))
    (fault,) = faults(clients=faulty)
    assert str(fault) == (
        "client a: requires = 'no man': is protected: give the reason in the care plan (why, as in"
        ' "no man (intimate care)"), or leave it out'
    )
    (fault,) = faults(carers=(Carer("aina", requires=(WOMAN,)),))
    assert fault.remedy.endswith("whom a carer will not serve stands in refuses")


def test_ten_years_are_counted_in_the_problems_own_tick():
    years = 10 * 366 * 24 * 60
    assert replace(SOUND, published=(Published("v", "aina", years),))
    assert told(published=(Published("v", "aina", years + 1),)) == {("published v", "start", years + 1)}
    assert replace(SOUND, ticks_per_minute=60, published=(Published("v", "aina", 60 * years),))
    assert told(ticks_per_minute=-1) == {("problem", "ticks_per_minute", -1)}


def test_a_pin_may_lie_in_a_night_shift_that_ends_after_the_horizon():
    night = shift("aina", "22:00-30:00")
    assert replace(SOUND, shifts=(night,), pins=(Pin("v", "aina", at("29:00")),))
    assert told(shifts=(night,), pins=(Pin("v", "aina", at("30:00")),)) == {("pin v", "start", at("30:00"))}


def test_a_date_is_told_as_it_is_written():
    assert "start = 9999-12-31: " in str(Fault("problem", "start", date(9999, 12, 31), "give a date of our times"))


def test_a_long_value_is_shortened_in_the_message():
    assert len(str(Fault("visit v", "windows", "x" * 200, "shorter"))) < 120


@pytest.mark.parametrize("weight", [0, 1, 0.001, 0.3, 1.001, 16.335, 999_999.999, 1_000_000])
def test_three_decimals_are_fine(weight):
    assert replace(SOUND, weights=Weights({"travel": weight})).weights.values["travel"] == weight


# -- looking things up -------------------------------------------------------------------------------------------------


def test_shifts_of_a_carer_come_in_order_of_time():
    given = problem(shift("aina", day=1), shift("aina", "14:00-18:00", id="late"), shift("aina", "08:00-12:00"), days=2)
    assert [one.id for one in given.shifts_of["aina"]] == ["aina", "late", "aina_1"]


def test_a_visit_at_another_place_than_the_clients():
    given = problem(visit("v", "a", place="c"), visit("w", "a"))
    assert [given.place_of(one) for one in given.visits] == ["c", "a"]


def test_a_visit_is_done_on_the_days_that_its_windows_touch():
    night = shift("aina", "22:00-30:00")
    given = problem(
        night, shift("aina", day=1), visit("v"), visit("w", day=1), visit("x", windows="23:00-25:00"), days=2
    )
    fits = {(one.id, worked.id) for one in given.visits for worked in given.shifts if given.same_day(one, worked)}
    assert fits == {("v", "aina"), ("w", "aina"), ("w", "aina_1"), ("x", "aina"), ("x", "aina_1")}


def test_a_shift_that_ends_at_midnight_does_not_touch_the_next_day():
    given = problem(shift("aina", "16:00-24:00"), days=2)
    assert given.days_of_shift(given.shifts[0]) == {0}


def test_the_levels_of_a_carer():
    carer = Carer("aina", (Competency("hoist", 2, date(2026, 1, 31)), Competency("hoist", 1)))
    assert [carer.level("hoist", date(2026, 1, 31)), carer.level("hoist", date(2026, 2, 1))] == [2, 1]
    assert carer.level("dementia", date(2026, 1, 1)) == 0


def test_a_want_is_for_or_against():
    assert [Want("cat").met_by(("cat",)), Want("cat").met_by(())] == [True, False]
    assert [Want("cat", False).met_by(("cat",)), Want("cat", False).met_by(())] == [False, True]
    assert [str(Want("cat")), str(Want("cat", False))] == ["cat", "no cat"]
    assert str(Want("man", False, "washing")) == "no man (washing)"


def test_deadlines_of_a_visit_are_latest_starts():
    windows = (Window(540, 600), Window(720, 780))
    assert Visit("v", "a", 30, windows).deadlines() == ((540, 600), (720, 780))
    assert Visit("v", "a", 30, windows, lateness="end").deadlines() == ((540, 570), (720, 750))


def test_the_latest_start_of_a_break():
    assert [Break(30, 600, 720).latest_start, Break(30, 600, 720, "start").latest_start] == [690, 720]


# -- travel ------------------------------------------------------------------------------------------------------------


def test_a_matrix_reads_null_as_no_way_and_writes_it_back():
    rows = [[0, None], [7, 0]]
    matrix = TravelMatrix("transit", to_matrix(rows))
    assert matrix.reachable.tolist() == [[True, False], [True, True]]
    assert matrix.durations.tolist() == [[0, 15], [7, 0]]  # twice the longest of 7, and 1
    assert to_rows(matrix.times) == rows


def test_a_matrix_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        street().times[0, 0] = 1


def test_equal_matrices_are_equal():
    assert street() == street()
    assert street() != street(minutes=11)
    assert street() != street(metres=900)
    assert replace(SOUND) == SOUND


# -- the calendar ------------------------------------------------------------------------------------------------------

MADRID = ZoneInfo("Europe/Madrid")


# a week that holds the change: 23 or 25 hours on its Sunday
@pytest.mark.parametrize(
    ("monday", "hours"), [(date(2026, 10, 19), 25), (date(2027, 3, 22), 23), (date(2026, 11, 23), 24)]
)
def test_the_sunday_of_a_clock_change_is_longer_or_shorter(monday, hours):
    calendar = Calendar(monday, 7, "Europe/Madrid", 1)
    lengths = [after - before for before, after in zip(calendar.day_starts, calendar.day_starts[1:], strict=False)]
    assert lengths == [24 * 60] * 6 + [hours * 60]


@pytest.mark.parametrize("sunday", [date(2026, 10, 25), date(2027, 3, 28)])
def test_clock_times_come_back_as_they_went_in(sunday):
    calendar = Calendar(date.fromordinal(sunday.toordinal() - 1), 3, "Europe/Madrid", 60)
    for day in (sunday, date.fromordinal(sunday.toordinal() + 1)):
        for clock in (time(0, 30), time(7, 15), time(23, 59)):
            assert calendar.clock(calendar.tick(day, clock)) == datetime.combine(day, clock, MADRID)
            assert calendar.date_of(calendar.tick(day, clock)) == day


def test_ticks_are_elapsed_time():
    calendar = Calendar(date(2026, 10, 24), 2, "Europe/Madrid", 1)
    # Saturday 21:00 to Sunday 08:00 over the night that has an hour twice: 12 hours
    assert calendar.tick(date(2026, 10, 25), time(8)) - calendar.tick(date(2026, 10, 24), time(21)) == 720
    # 02:30 is twice that night: the earlier is meant
    assert calendar.tick(date(2026, 10, 25), time(2, 30)) == calendar.day_starts[1] + 150


def test_ticks_before_and_after_the_horizon_count_to_its_first_and_last_day():
    calendar = Calendar(date(2026, 11, 23), 2, "UTC", 1)
    assert [calendar.day_of(tick) for tick in (-5, 0, 1439, 1440, 2880, 9999)] == [0, 0, 0, 1, 1, 1]
