"""Pages on which sentences of the engine stand are in one language from end to end."""

import re
from collections.abc import Iterator

import pytest

from api.access.principal import Role
from api.hub.speech import LANGUAGES
from tests.api.answering import weeks
from tests.api.service.parts import SMALL, World, served
from tests.hub.browsing import ask, signed_in
from tests.hub.test_people import words
from tests.speaking import english_in, words_of

PLANS = "/hub/plans/{plan}"
PAGES = (
    (Role.CARER, "/hub/week?plan={home}"),
    (Role.CARER, "/hub/week/why?plan={home}&visit=v1"),
    (Role.MEMBER, "/hub/coop"),
    (Role.PLANNER, "/hub/asked/{petition}"),
    (Role.PLANNER, PLANS),
    (Role.PLANNER, PLANS + "/findings?rule={rule}"),
    (Role.PLANNER, PLANS + "/visit?visit={visit}"),
    (Role.PLANNER, PLANS + "/visit?visit={visit}&carer={carer}"),
    (Role.PLANNER, PLANS + "/hole?visit={hole}"),
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def parts(world: World) -> dict[str, str]:
    """What is asked for: the small week of Iris, and a week of which one visit is left out."""
    petition, home = world.petition(), world.home()
    left, kept, *_ = (visit.id for visit in weeks.week().visits)
    kept_by = weeks.put(world.store, world.coops[0], weeks.without(left)).plan
    carer = weeks.week().carers[0].id
    rule = "travel"
    named = {"petition": petition, "home": home, "plan": kept_by, "rule": rule, "hole": left, "visit": kept}
    return {name: str(told) for name, told in {**named, "carer": carer}.items()}


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize(("role", "path"), PAGES, ids=[path.partition("?")[0] for _, path in PAGES])
def test_the_page_is_in_the_language_of_who_reads_it(
    world: World, parts: dict[str, str], role: Role, path: str, language: str
):
    answer = ask(
        world, "GET", path.format(**parts), signed_in(world, role), headers={"Accept-Language": f"{language},en;q=0.5"}
    )
    assert answer.status_code == 200, answer.text
    assert f'<html lang="{language}">' in answer.text
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    assert set(re.findall(r'\blang="([^"]*)"', main)) <= {language}
    data = [*words_of(weeks.week()), *words_of(SMALL), *parts.values(), weeks.ID, "door", "a wedding", "default"]
    assert not english_in(words(answer.text), language, data)


def test_a_carer_reads_why_in_hindi(world: World, parts: dict[str, str]):
    """The very sentences, and the page's own words around them."""
    path = "/hub/week/why?plan={home}&visit=v1".format(**parts)
    page = ask(world, "GET", path, signed_in(world, Role.CARER), headers={"Accept-Language": "hi"}).text
    assert "<h1>मैं ही क्यों?</h1>" in page
    assert "आपके पास है।" in words(page)
    assert "इसे छोड़ देने की तुलना में: " in words(page)
    assert " बजे, " in words(page)


def test_the_control_finds_english(world: World, parts: dict[str, str]):
    path = "/hub/week/why?plan={home}&visit=v1".format(**parts)
    page = ask(world, "GET", path, signed_in(world, Role.CARER)).text
    assert len(english_in(words(page), "hi", parts.values())) > 5
