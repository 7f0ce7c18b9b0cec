"""Versions of the weights in words, and what is different between two."""

import pytest

from engine.errors import EngineError
from engine.languages import title_of
from engine.problem import WeightsDocument
from engine.rules import BY_ID, ORDER, RULES
from engine.shapes import LANGUAGES, Unit
from engine.weights import Manner, as_markdown, differences, heads, lines
from engine.weights.phrases import EACH, PHRASES, weight_words
from tests.engine.weights.versions import LUNCH, version


def sentence(rule: str, language: str = "en", **changes) -> str:
    return next(one.sentence for one in lines(version(**changes), language) if one.rule == rule)


def manners(before: WeightsDocument, after: WeightsDocument) -> dict[str, Manner]:
    return {one.rule: one.manner for one in differences(before, after).changes}


def test_every_unit_and_every_manner_has_its_words():
    assert set(EACH.english) == set(Unit)
    assert {manner.value for manner in Manner} <= set(PHRASES.english)


# -- rule by rule ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_line_with_its_title(language):
    found = lines(version(), language)
    assert [one.rule for one in found] == list(ORDER)
    assert all(one.sentence.startswith(f"{title_of(BY_ID[one.rule], language)}: ") for one in found)


def test_what_a_unit_costs_is_told_by_a_minute_on_the_way():
    assert sentence("travel") == "Travel time: each minute costs 1.5."
    assert sentence("overtime", values={}) == "Overtime: each minute costs 4, as much as 4 min of travel."
    assert sentence("unplanned", values={"travel": 1.5}).endswith("costs 500, as much as about 333.3 min of travel.")
    assert sentence("waiting", values={}).endswith("each minute costs 0.3; an hour costs as much as 18 min of travel.")
    assert sentence("travel_cost", values={}).endswith("each cent costs 0.02; a euro costs as much as 2 min of travel.")
    assert sentence("usual_carer", values={"travel": 0}) == "Not a usual carer: each time costs 15."
    assert sentence("lateness") == "Lateness, total: does not count."
    assert sentence("missed_break") == "Missed break: a rule that no plan may break."


def test_numbers_are_written_as_each_language_does():
    assert "1,5" in sentence("travel", "ca")
    assert "0,125" in sentence("travel", "es", values={"travel": 0.125})
    assert weight_words(1_000_000, "en") == "1000000"


def test_what_a_labour_pack_may_tell_is_said():
    assert sentence("weekly_rest").endswith("the pack's weight counts instead.")
    assert "pack" not in sentence("missed_break")  # the version tells it itself
    assert "pack" not in sentence("weekly_rest", others="off")
    assert "pack" not in sentence("travel")


def test_a_line_says_whether_it_is_the_default():
    found = {one.rule: one for one in lines(version())}
    assert (found["travel"].changed, found["travel"].state) == (True, "changed; by default 1")
    assert (found["overtime"].changed, found["overtime"].state) == (False, "as by default")
    assert (found["missed_break"].named, found["missed_break"].reason) == (True, LUNCH)
    assert {one.rule for one in lines(version(others="off")) if one.weight != 0} == {"travel", "missed_break"}


# -- a whole version ---------------------------------------------------------------------------------------------------


def test_the_page_tells_all_and_nothing_breaks_its_table():
    page = as_markdown(version(reasons={"missed_break": "Lunch | dinner\n<b>*all*</b>"}))
    assert page.startswith("# casa 1\n\n- By assembly: After the winter.\n- Counts from 2026-03-02 on.\n")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) == len(RULES)
    assert all(row.replace("\\|", "").count("|") == 5 for row in rows)
    assert "\\<b\\>" in page


def test_a_draft_says_that_it_is_one():
    assert "A draft: nobody has said yet from when on it counts." in heads(version(effective=None), "en")
    assert f"Comes after {'0' * 64}." in heads(version(parent="0" * 64), "en")


def test_other_languages_are_refused():
    with pytest.raises(EngineError, match="'fr'"):
        lines(version(), "fr")
    with pytest.raises(EngineError, match="'fr'"):
        differences(version(), version(), "fr")


# -- between two -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "manner"),
    [
        (1, 2, Manner.MORE),
        (2, 1, Manner.LESS),
        (1, 0, Manner.ENDS),
        (0, 1, Manner.BEGINS),
        (1, "HARD", Manner.FORBIDDEN),
        (0, "HARD", Manner.FORBIDDEN),
        ("HARD", 1, Manner.ALLOWED),
        ("HARD", 0, Manner.ENDS),
        (1, 1.0, None),
    ],
)
def test_what_weighs_otherwise_is_told_by_its_manner(old, new, manner):
    before, after = (version(values={"travel": one}, reasons={}) for one in (old, new))
    assert manners(before, after) == ({} if manner is None else {"travel": manner})


def test_a_default_that_is_spelled_out_changes_nothing_unless_a_pack_may_tell_it():
    plain = version(values={}, reasons={})
    assert manners(plain, version(values={"travel": 1, "waiting": 0.3}, reasons={})) == {}
    said = version(values={"weekends_in_a_row": 100}, reasons={})
    assert manners(plain, said) == {"weekends_in_a_row": Manner.FROM_PACK}
    assert manners(said, plain) == {"weekends_in_a_row": Manner.TO_PACK}


def test_another_reason_is_told_too():
    found = differences(version(), version(reasons={"missed_break": "The law."}))
    assert [(one.rule, one.manner) for one in found.changes] == [("missed_break", Manner.REASON_ANEW)]
    assert found.same


def test_when_others_are_off_every_rule_that_is_not_named_counts_no_more():
    found = manners(version(), version(others="off"))
    assert set(found) == set(ORDER) - {"travel", "missed_break", "lateness"}
    assert set(found.values()) == {Manner.ENDS}


def test_the_summary_reads_old_and_new():
    after = version(version="2", values={"travel": 2.25, "missed_break": "HARD"}, parent=version().content_hash)
    found = differences(version(), after)
    assert found.summary == (
        "From casa 1 to casa 2: 2 of 43 rules told otherwise.",
        "Lateness, total: off → 3 for each minute: it begins to count.",
        "Travel time: 1.5 → 2.25 for each minute: it weighs more.",
    )
    assert found.follows
    assert (
        differences(version(), after, "ca").summary[2] == "Temps de desplaçament: 1,5 → 2,25 per cada minut: pesa més."
    )
    assert differences(version(), after, "es").summary[1].startswith("Retraso total: no cuenta → 3 por cada minuto:")
    back = differences(after, version())
    assert not back.follows
    assert differences(after, after).summary == ("From casa 2 to casa 2 no rule weighs anything else.",)


def test_the_reason_stands_behind_what_is_forbidden_now():
    found = differences(version(values={}, reasons={}), version())
    assert found.summary[-1] == f"Missed break: 100 → forbidden: no plan may break it any more. Why: {LUNCH}"
