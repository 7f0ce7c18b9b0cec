"""The service on a port of this machine, with a planned week in it, and a browser: once for all walks of a run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from api.access.principal import Role
from api.store import people, petitions, published, sessions
from api.store.petitions import PetitionKind, Subject
from tests.api.answering import weeks
from tests.api.service.parts import World, key_of, served
from tests.hub.walking import CHROMIUM, Hub, browser, listening


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's own; the tests are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on the path: install it to walk the pages")
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """A plan of the small week is published; another, with a visit that nobody makes, is not."""
    with served("sqlite", "sol", requests_a_second=100_000, matches_a_second=100_000) as world, listening(world) as at:
        plan = weeks.put(world.store).plan
        visit = weeks.week().visits[0].id
        draft = weeks.put(world.store, result=weeks.without(visit)).plan
        with world.store.of("sol") as books:
            published.publish(books, plan, "key-1", "planner")
        yield Hub(at, world, plan, draft, visit, {role: _cookie(world, role) for role in Role}, _asked(world, plan))


def _asked(world: World, plan: str) -> dict[str, str]:
    """What a carer and a client have asked about the plan; own: the visit that is to be swapped, coming: who should not
    come any more."""
    week = weeks.week()
    rounds = [(name, week.shift[shift].carer) for name, shift, _ in weeks.planned().plan.visits()]
    own = next(name for name, carer in rounds if carer == week.carers[0].id)
    coming = next(carer for name, carer in rounds if week.visit[name].client == week.clients[0].id)
    with world.store.of("sol") as books:
        carer = people.pseudonym(books, "carer", week.carers[0].id)
        client = people.pseudonym(books, "client", week.clients[0].id)
        of_visit = people.pseudonym(books, "client", week.visit[own].client)
        refused = people.pseudonym(books, "carer", coming)
        told = {"reason": "my daughter's school"}
        swap = petitions.put(books, PetitionKind.SWAP, carer, of_visit, weeks.ID, plan, Subject(visit=own, **told))
        refusal = petitions.put(
            books, PetitionKind.REFUSAL, client, refused, weeks.ID, plan, Subject(carer=coming, **told)
        )
    return {"own": own, "coming": coming, "swap": swap.id, "refusal": refusal.id}


def _cookie(world: World, role: Role) -> str:
    """The secret of a session of this role; carers and clients are persons of the week."""
    persons = {Role.CARER: weeks.week().carers[0].id, Role.CLIENT: weeks.week().clients[0].id}
    key = key_of(world.store, "sol", role, person=persons.get(role))
    with world.store.of("sol") as books:
        return sessions.begin(books, key.split("_")[2])
