"""The small library that Ronda begins with."""

from api.library.duplicates import duplicates
from api.library.identifiers import faults
from api.library.seeds import seeds
from api.library.terms import FIELDS, vocabulary
from datasets.eixample import generate


def test_every_resource_is_without_fault_and_says_what_it_is():
    assert 12 <= len(seeds().resources) <= 20
    for resource in seeds().resources:
        assert [*resource.faults(), *faults(resource)] == []
        assert resource.short_title
        assert resource.summary
        assert resource.language
        assert not resource.paywall
        for facet, field in FIELDS.items():
            assert set(getattr(resource.terms, field)) <= set(vocabulary()[facet])
    assert list(duplicates(enumerate(seeds().resources))) == []


def test_each_course_gives_a_competency_that_the_demo_asks_for_and_each_step_teaches_it():
    asked = {need.competency for visit in generate(clients=20, carers=6, days=2, seed=1).visits for need in visit.needs}
    assert len(seeds().courses) == 3
    for course in seeds().courses:
        assert course.competency in asked
        assert len(course.steps) > 1
        assert all(course.competency in seeds().resources[step].teaches for step in course.steps)
