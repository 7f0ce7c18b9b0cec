"""The vault of a co-op: it seals and opens under the co-op's key, and keeps the keys of its carers and clients."""

from collections.abc import Callable, Iterable
from functools import cached_property

from api.store.sealing import derived, digest, new_key, seal, unseal


class Vault:
    """Seals for one co-op. A place is told as table, column and whatever names the row."""

    def __init__(self, coop: str, key: Callable[[], bytes]):
        self._coop, self._find = coop, key

    @cached_property
    def _key(self) -> bytes:
        return self._find()

    @cached_property
    def _digest_key(self) -> bytes:
        return derived(self._key, "digests")

    @cached_property
    def _joint_key(self) -> bytes:
        return derived(self._key, "persons")

    def seal(self, data: bytes, *place: str) -> bytes:
        return seal(self._key, data, (self._coop, *place))

    def open(self, sealed: bytes, *place: str) -> bytes:
        """Raises KeyFileError where the text was sealed for another place or under another key."""
        return unseal(self._key, sealed, (self._coop, *place))

    def digest(self, data: bytes) -> bytes:
        """A fingerprint, 32 bytes, that nobody can make without this co-op's key."""
        return digest(self._digest_key, data)

    # -- keys of persons ---------------------------------------------------------------------------------------------

    def new_person_key(self, person: str) -> tuple[bytes, bytes]:
        """A key, and the same sealed, to be stored under the person's made-up id."""
        key = new_key()
        return key, self.seal(key, "person", "sealed_key", person)

    def person_key(self, sealed_key: bytes, person: str) -> bytes:
        return self.open(sealed_key, "person", "sealed_key", person)

    def seal_of(self, keys: Iterable[bytes], data: bytes, *place: str) -> bytes:
        """Seal what tells of persons: it opens with the keys of all of them, in their order, and the co-op's."""
        return seal(self._joint(keys), data, (self._coop, *place))

    def open_of(self, keys: Iterable[bytes], sealed: bytes, *place: str) -> bytes:
        return unseal(self._joint(keys), sealed, (self._coop, *place))

    def _joint(self, keys: Iterable[bytes]) -> bytes:
        return digest(self._joint_key, b"".join(keys))
