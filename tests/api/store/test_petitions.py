"""What carers and clients ask of the planner: put, listed, closed once, and gone with whoever it tells of."""

import pytest
from sqlalchemy import select

from api.store import people, petitions
from api.store.errors import Closed, Unknown
from api.store.petitions import PetitionKind, PetitionState, Subject
from api.store.store import Books
from api.store.tables import Petition

SWAP = Subject(visit="getup-monday", reason="my daughter's school")


def asked(books: Books, kind: PetitionKind = PetitionKind.SWAP, subject: Subject = SWAP) -> petitions.Petition:
    """A petition of the carer berta that tells of the client iris."""
    berta, iris = people.pseudonym(books, "carer", "berta"), people.pseudonym(books, "client", "iris")
    return petitions.put(books, kind, berta, iris, "week", "plan-1", subject)


def test_what_is_asked_is_read_again(store):
    with store.of("sol") as books:
        put = asked(books)
    with store.reading("sol") as books:
        found = petitions.get(books, put.id)
        assert found == put
        assert (found.state, found.subject, found.answer, found.closed) == (PetitionState.OPEN, SWAP, "", None)
        with pytest.raises(Unknown):
            petitions.get(books, "0" * 26)


def test_nothing_of_it_lies_open(store):
    with store.of("sol") as books:
        put = asked(books)
        petitions.close(books, put.id, PetitionState.DECLINED, "nobody else knows her")
    with store.reading("sol") as books:
        row = books.session.scalars(select(Petition)).one()
        held = repr({column.name: getattr(row, column.name) for column in Petition.__table__.columns}).encode()
    for word in (b"getup", b"school", b"berta", b"iris", b"knows"):
        assert word not in held


def test_it_is_closed_once(store):
    with store.of("sol") as books:
        put = asked(books)
        found = petitions.close(books, put.id, PetitionState.ACCEPTED, "dora comes")
        assert (found.state, found.answer) == (PetitionState.ACCEPTED, "dora comes")
        assert found.closed is not None
        with pytest.raises(Closed) as error:
            petitions.close(books, put.id, PetitionState.WITHDRAWN)
        assert error.value.state == "accepted"
        assert petitions.get(books, put.id).state is PetitionState.ACCEPTED


def test_lists_are_of_one_person_state_and_kind_and_come_in_pages(store):
    with store.of("sol") as books:
        first = asked(books)
        second = asked(books)
        iris = people.pseudonym(books, "client", "iris")
        dora = people.pseudonym(books, "carer", "dora")
        refusal = petitions.put(books, PetitionKind.REFUSAL, iris, dora, "week", "plan-1", Subject(carer="dora"))
        petitions.close(books, first.id, PetitionState.ACCEPTED)
    with store.reading("sol") as books:
        ids = [one.id for one in petitions.page(books, None, 10)]
        assert ids == sorted((first.id, second.id, refusal.id))
        assert [one.id for one in petitions.page(books, ids[0], 1)] == ids[1:2]
        assert [one.id for one in petitions.page(books, None, 10, person=iris)] == [refusal.id]
        open_swaps = petitions.page(books, None, 10, kind=PetitionKind.SWAP, state=PetitionState.OPEN)
        assert [one.id for one in open_swaps] == [second.id]


@pytest.mark.parametrize(("kind", "id"), [("carer", "berta"), ("client", "iris")])
def test_what_it_says_goes_with_whoever_it_tells_of(store, kind, id):
    with store.of("sol") as books:
        put = asked(books)
        petitions.close(books, put.id, PetitionState.DECLINED, "nobody else knows her")
    with store.of("sol") as books:
        people.erase(books, kind, id)
    with store.of("sol") as books:
        found = petitions.get(books, put.id)
        assert (found.state, found.subject, found.answer) == (PetitionState.DECLINED, None, None)
        other = books.session.scalars(select(Petition.other)).one()
        with pytest.raises(Unknown):  # nothing more is written of them
            petitions.put(books, PetitionKind.SWAP, put.person, other, "week", "plan-1", SWAP)
