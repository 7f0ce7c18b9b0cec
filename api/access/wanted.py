"""Which keys there can be: the same for whoever makes one, over HTTP or on the command line."""

from collections.abc import Collection, Iterator

from api.access.principal import PERSONAL, Role, granted

DEMO = "demo"
"""The label of keys that `ronda serve --demo` makes without asking, and of no others: they end with the demo."""

DEMO_COOP = "demo"
"""The co-op that a demo founds where there is none yet: only there may anybody on this machine look around."""

Wrong = tuple[str, str]
"""A field, and how to mend it."""


def wrong(role: Role, scopes: Collection[str], label: str, person: str | None) -> Iterator[Wrong]:
    """What stands against a key."""
    if frozenset(scopes) - granted(role):
        yield "scopes", "name only scopes that the role may have"
    if (role in PERSONAL) != (person is not None):
        yield "person", "name the person for carer and client, and for nobody else"
    if label == DEMO:
        yield "label", "give another label: this one is of keys that end with the demo"
