"""The tables of the service, one class each; a migration makes them (see migrations/).

Every row belongs to one co-op. What is personal lies only in columns called sealed: encrypted under the key of the
person, or of the co-op, whose destruction erases it. All else is numbers, states and made-up ids, and the names that a
co-op gives to its problems, weights and keys. Long columns stand last: SQLite reads through them to what is behind.
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SEALED = "sealed"
"""The columns of a job that are read only where its request and answer are wanted."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, also where the database keeps no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables share: how a Python type becomes a column."""

    type_annotation_map: ClassVar = {
        datetime: Moment,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        bytes: LargeBinary,
    }
    metadata = MetaData(  # a later migration can only drop what has a name
        naming_convention={"pk": "%(table_name)s_pk", "fk": "%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}
    )


def _coop() -> Mapped[str]:
    return mapped_column(String(63), ForeignKey("coop.id"), primary_key=True)


def _sealed() -> Mapped[bytes | None]:
    """Long, and asked for by few: whoever wants it says so, with undefer_group(SEALED)."""
    return mapped_column(LargeBinary, deferred=True, deferred_group=SEALED)


_BIG = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself in INTEGER columns only


class Coop(Base):
    """A co-operative. sealed_key: its own key, under the service's."""

    __tablename__ = "coop"
    id: Mapped[str] = mapped_column(String(63), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    sealed_key: Mapped[bytes]
    made: Mapped[datetime]


class ApiKey(Base):
    """A key that opens the service. digest: of the secret, which is told once. person: whose rounds or visits it may
    see, for the roles carer and client."""

    __tablename__ = "api_key"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(26), primary_key=True)
    digest: Mapped[bytes]
    role: Mapped[str] = mapped_column(String(20))
    scopes: Mapped[list[str]]
    person: Mapped[str | None] = mapped_column(String(36))
    label: Mapped[str] = mapped_column(String(100))
    made: Mapped[datetime]
    expires: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


class Person(Base):
    """A carer or client under a made-up id. sought: a keyed digest by which the co-op's own id finds it; sealed_name:
    that id, under the person's key. All three are emptied when the person is erased."""

    __tablename__ = "person"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    sought: Mapped[bytes | None]
    sealed_key: Mapped[bytes | None]
    sealed_name: Mapped[bytes | None]
    erased: Mapped[datetime | None]
    __table_args__ = (Index("person_sought", "coop", "kind", "sought", unique=True),)


class Problem(Base):
    """A planning problem under the name that the co-op gave it; its newest version is told here."""

    __tablename__ = "problem"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    newest: Mapped[int]
    made: Mapped[datetime]
    deleted: Mapped[datetime | None]


class ProblemVersion(Base):
    """A problem as it was put at one time. sealed_body: the part of each person under that person's key, the rest under
    the co-op's (see body.py); None once a deleted problem is past keeping. persons: their made-up ids, 16 bytes each,
    carers first, in the problem's order. etag: a digest of the text under the co-op's key."""

    __tablename__ = "problem_version"
    coop: Mapped[str] = _coop()
    problem: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    etag: Mapped[str] = mapped_column(String(64))
    weights: Mapped[str] = mapped_column(String(64))
    visits: Mapped[int]
    carers: Mapped[int]
    clients: Mapped[int]
    made: Mapped[datetime]
    persons: Mapped[bytes]
    sealed_body: Mapped[bytes | None]
    __table_args__ = (ForeignKeyConstraint(["coop", "problem"], ["problem.coop", "problem.id"]),)


class Job(Base):
    """Work that was accepted: a plan to make, or a question too large to be answered at once.

    state: see api.store.jobs.State. asked: stop or cancel, where somebody asked for it. attempt: how often a worker has
    begun; only the newest may finish. options: numbers, names of strategies and hashes of weights only. sealed_request:
    a question's body; sealed_answer: its answer.
    """

    __tablename__ = "job"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    problem: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    plan: Mapped[str | None] = mapped_column(String(36))
    options: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(12))
    asked: Mapped[str | None] = mapped_column(String(8))
    priority: Mapped[int]
    attempt: Mapped[int]
    executor: Mapped[str | None] = mapped_column(String(100))
    by: Mapped[str] = mapped_column(String(40))
    fault: Mapped[dict[str, Any] | None]
    made: Mapped[datetime]
    begun: Mapped[datetime | None]
    done: Mapped[datetime | None]
    sealed_request: Mapped[bytes | None] = _sealed()
    sealed_answer: Mapped[bytes | None] = _sealed()
    __table_args__ = (
        ForeignKeyConstraint(
            ["coop", "problem", "version"],
            ["problem_version.coop", "problem_version.problem", "problem_version.version"],
        ),
        Index("job_state", "coop", "state"),
    )


class Event(Base):
    """What happened to a job, numbered from 1 without a gap; data: numbers and states only."""

    __tablename__ = "event"
    coop: Mapped[str] = _coop()
    job: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    data: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    __table_args__ = (ForeignKeyConstraint(["coop", "job"], ["job.coop", "job.id"]),)


class Plan(Base):
    """A plan that the referee has judged; its id is its job's. sealed_body: who goes where as numbers of the problem's
    version, so that an erased person cannot be read from it; sealed_words: sentences and names, under a key made of
    those of all persons in the version; figures: costs, KPIs and bound, nobody named."""

    __tablename__ = "plan"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    problem: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    clean: Mapped[bool]
    cost: Mapped[float]
    unplanned: Mapped[int]
    made: Mapped[datetime]
    figures: Mapped[dict[str, Any]]
    sealed_body: Mapped[bytes]
    sealed_words: Mapped[bytes]
    __table_args__ = (
        ForeignKeyConstraint(
            ["coop", "problem", "version"],
            ["problem_version.coop", "problem_version.problem", "problem_version.version"],
        ),
    )


_PUBLISHED = text("published IS NOT NULL")


class WeightsVersion(Base):
    """A version of the weights, a draft until it is published; the database refuses to change what is. parent: the hash
    of the version before, "" for none; by, publisher: who drafted and who published it; sealed_document: its file."""

    __tablename__ = "weights"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(26), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(40))
    hash: Mapped[str] = mapped_column(String(64))
    parent: Mapped[str] = mapped_column(String(64))
    effective: Mapped[date | None]
    by: Mapped[str] = mapped_column(String(40))
    made: Mapped[datetime]
    publisher: Mapped[str | None] = mapped_column(String(40))
    published: Mapped[datetime | None]
    sealed_document: Mapped[bytes]
    __table_args__ = (
        Index("weights_hash", "coop", "hash"),
        *(
            Index(index, "coop", *one, unique=True, sqlite_where=_PUBLISHED, postgresql_where=_PUBLISHED)
            for index, one in (("weights_version", ("name", "version")), ("weights_line", ("name", "parent")))
        ),
    )


class Repeat(Base):
    """An Idempotency-Key that was used (as a keyed digest): with which request (digest), and what it was answered. job:
    the id of what it made, most often a job."""

    __tablename__ = "repeat"
    coop: Mapped[str] = _coop()
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[bytes]
    job: Mapped[str] = mapped_column(String(36))
    made: Mapped[datetime]


class Webhook(Base):
    """An address that is told when jobs end. sealed_secret: what its messages are signed with."""

    __tablename__ = "webhook"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    url: Mapped[str] = mapped_column(String(500))
    events: Mapped[list[str]]
    sealed_secret: Mapped[bytes]
    made: Mapped[datetime]
    off: Mapped[datetime | None]


class Delivery(Base):
    """A message to a webhook that is to go out, or has gone."""

    __tablename__ = "delivery"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    webhook: Mapped[str] = mapped_column(String(36))
    job: Mapped[str] = mapped_column(String(36))
    event: Mapped[str] = mapped_column(String(20))
    tries: Mapped[int]
    status: Mapped[int | None]
    due: Mapped[datetime | None]
    made: Mapped[datetime]
    done: Mapped[datetime | None]
    __table_args__ = (
        ForeignKeyConstraint(["coop", "webhook"], ["webhook.coop", "webhook.id"]),
        Index("delivery_due", "coop", "due"),
    )


class Petition(Base):
    """What a carer or client asks of the planner: a swap, or that a carer does not come any more.

    person: who asks; other: whom it tells of besides (the client of a visit, the refused carer). sealed_text: what it
    is about and the reason, sealed_answer: the planner's words; both under the keys of the two. state: see
    api.store.petitions.PetitionState."""

    __tablename__ = "petition"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(26), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    person: Mapped[str] = mapped_column(String(36))
    other: Mapped[str | None] = mapped_column(String(36))
    problem: Mapped[str] = mapped_column(String(100))
    plan: Mapped[str] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(10))
    made: Mapped[datetime]
    closed: Mapped[datetime | None]
    sealed_text: Mapped[bytes]
    sealed_answer: Mapped[bytes | None]
    __table_args__ = (Index("petition_person", "coop", "person"),)


class Feed(Base):
    """A secret address under which a carer's calendar program finds their visits. digest: of the secret in it."""

    __tablename__ = "feed"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(26), primary_key=True)
    person: Mapped[str] = mapped_column(String(36))
    digest: Mapped[bytes]
    made: Mapped[datetime]
    revoked: Mapped[datetime | None]
    __table_args__ = (Index("feed_person", "coop", "person"),)


class Audit(Base):
    """Who did what, under made-up ids; the database refuses to change or delete a row."""

    __tablename__ = "audit"
    coop: Mapped[str] = mapped_column(String(63), ForeignKey("coop.id"))
    number: Mapped[int] = mapped_column(_BIG, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(20))
    act: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(String(140))
    weights: Mapped[str | None] = mapped_column(String(64))
    detail: Mapped[dict[str, Any]]
    __table_args__ = (Index("audit_coop", "coop", "number"),)


class Executor(Base):
    """A worker process: where it runs and when it last told that it lives. The only table without a co-op."""

    __tablename__ = "executor"
    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    host: Mapped[str] = mapped_column(String(100))
    began: Mapped[datetime]
    seen: Mapped[datetime]


class Tool(Base):
    """Another tool of the co-op, as a tile on the hub's first page: what it last told of itself."""

    __tablename__ = "tool"
    coop: Mapped[str] = _coop()
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    link: Mapped[str] = mapped_column(String(500))
    health: Mapped[str] = mapped_column(String(10))
    numbers: Mapped[dict[str, Any]]
    told: Mapped[datetime]


class Session(Base):
    """Somebody signed in to the hub in a browser. digest: of the secret in their cookie; key: the API key with which
    they came, and with which the session ends."""

    __tablename__ = "session"
    coop: Mapped[str] = _coop()
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(26))
    made: Mapped[datetime]
    expires: Mapped[datetime]
    __table_args__ = (ForeignKeyConstraint(["coop", "key"], ["api_key.coop", "api_key.id"]),)


class Published(Base):
    """A plan that somebody has published: what carers and clients see. The newest of a problem holds; the older ones
    tell what held before. by: the id of the key with which it was done."""

    __tablename__ = "published"
    coop: Mapped[str] = mapped_column(String(63), ForeignKey("coop.id"))
    number: Mapped[int] = mapped_column(_BIG, Identity(always=True), primary_key=True)
    problem: Mapped[str] = mapped_column(String(100))
    version: Mapped[int]
    plan: Mapped[str] = mapped_column(String(36))
    by: Mapped[str] = mapped_column(String(40))
    made: Mapped[datetime]
    __table_args__ = (
        ForeignKeyConstraint(["coop", "plan"], ["plan.coop", "plan.id"]),
        Index("published_problem", "coop", "problem", "number"),
    )
