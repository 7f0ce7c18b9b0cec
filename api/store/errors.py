"""What the store refuses, drawn as a tree; every message names the thing, its value and the next step.

StoreError
├── KeyFileError      the file with the service's key is missing, open to others, or not the one that sealed the data
├── SchemaError       the database has no tables, old ones or newer ones than this Ronda knows
├── RoleError         a PostgreSQL role that row-level security would not hold
├── UnreachableError  the database does not answer, or is locked for too long: the same may work later
├── CoopError         a co-op that is there already, a second one in SQLite, or an id that is none
├── BackupError       a backup that cannot be made or put back
├── Unknown           nothing of this kind under this id
├── Stale             somebody changed the thing since it was read; tells its etag of now
├── Final             a version of the weights that is published, and never changed
├── Overtaken         a draft of weights beside which another version was published
├── Taken             an idempotency key that is in use
├── Closed            a petition that was answered or taken back already
└── Erased            what tells of a person who was erased; tells of how many, never of whom
"""


class StoreError(Exception):
    """Whatever the store refuses."""


class KeyFileError(StoreError):
    """The key of the service cannot be read, or does not open what is stored."""


class SchemaError(StoreError):
    """The tables are not those that this Ronda works with."""


class RoleError(StoreError):
    """A database role for which the walls between co-ops would not hold."""


class UnreachableError(StoreError):
    """The database does not answer."""


class CoopError(StoreError):
    """A co-op that cannot be made."""


class BackupError(StoreError):
    """A backup that cannot be made, or not be put back."""


class Unknown(StoreError):  # noqa: N818 - named as routes speak of it
    """Nothing of this kind is stored under this id."""

    def __init__(self, kind: str, id: str):
        self.kind, self.id = kind, id
        super().__init__(f"{kind} {id}: there is none under this id: look at the list of all, or put it first")


class Stale(StoreError):  # noqa: N818
    """The thing was changed since it was read. etag: of now; None where there is nothing (any more)."""

    def __init__(self, kind: str, id: str, etag: str | None):
        self.kind, self.id, self.etag = kind, id, etag
        now = "it is not there" if etag is None else "it was changed in between"
        super().__init__(f"{kind} {id}: {now}: read it again, and put what holds then")


class Final(StoreError):  # noqa: N818
    """A version of the weights is published, and nobody changes it any more."""

    def __init__(self, id: str):
        super().__init__(f"weights {id}: this version is published: draft a new one that comes after it")


class Overtaken(StoreError):  # noqa: N818
    """A draft does not come after the newest published version of its name, or is called as a published one is."""

    def __init__(self, id: str):
        super().__init__(f"weights {id}: another version was published meanwhile: draft one that comes after it")


class Taken(StoreError):  # noqa: N818
    """An idempotency key that another request has used; recall it in a new transaction."""

    def __init__(self) -> None:
        super().__init__("this idempotency key is in use: recall what it was used for")


class Erased(StoreError):  # noqa: N818
    """What is asked for tells of persons who were erased. persons: how many."""

    def __init__(self, kind: str, id: str, persons: int):
        self.kind, self.id, self.persons = kind, id, persons
        who = "a person who was" if persons == 1 else f"{persons} persons who were"
        super().__init__(f"{kind} {id}: it told of {who} erased: put a new version without them")


class Closed(StoreError):  # noqa: N818
    """A petition that was answered or taken back already. state: what it came to."""

    def __init__(self, id: str, state: str):
        self.state = state
        super().__init__(f"petition {id}: it is {state} already: put a new one")
