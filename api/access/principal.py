"""Who asks, for which co-op, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to a co-op; it bounds what any key of theirs may do."""

    INTEGRATOR = "integrator"  # the co-op's own system
    PLANNER = "planner"
    ANALYST = "analyst"
    CARER = "carer"
    CLIENT = "client"  # a client, or whoever speaks for one
    MEMBER = "member"  # anybody else of the co-op: what all may know, and nothing of any person
    ADMIN = "admin"


SCOPES = {
    "problems:read": "read problems",
    "problems:write": "put and delete problems",
    "plans:read": "read every plan, its events and explanations",
    "plans:write": "ask for plans, stop and cancel them, judge plans",
    "plans:publish": "publish a plan: carers and clients see it then",
    "plans:own": "read one's own rounds (a carer) or one's own visits (a client)",
    "petitions:own": "ask for a swap or refuse a carer, for oneself, and keep a calendar's address",
    "petitions:answer": "read and answer what carers and clients ask",
    "coop:read": "read what the co-op weighs, how fairly it is shared out and what changed; nobody is named",
    "matches:ask": "ask for matches, assignments and substitutions",
    "weights:read": "read published versions of the weights",
    "weights:write": "read drafts of weights, draft and delete them",
    "weights:publish": "publish versions of the weights",
    "rules:read": "read rules, schemas and networks",
    "keys:write": "list, issue and revoke API keys",
    "webhooks:write": "list, add and remove webhooks",
    "tools:write": "tell of the co-op's other tools, for the hub's tiles",
    "audit:read": "read the audit log",
    "people:erase": "erase a person",
    "library:write": "review, edit and import what is in the library",
    "metrics:read": "read the service's figures",
}
"""Everything that a route may ask for, and what it allows."""

_ANYBODY = frozenset({"rules:read", "coop:read", "weights:read"})

_PLANNING = _ANYBODY | {
    "problems:read",
    "problems:write",
    "plans:read",
    "plans:write",
    "matches:ask",
    "petitions:answer",
}

_OWN = _ANYBODY | {"plans:own", "petitions:own"}

OF_ROLE = {
    Role.INTEGRATOR: _PLANNING | {"webhooks:write", "tools:write"},
    Role.PLANNER: _PLANNING | {"plans:publish", "weights:write", "weights:publish", "library:write"},
    Role.ANALYST: _ANYBODY | {"problems:read", "plans:read", "weights:write"},
    Role.CARER: _OWN,
    Role.CLIENT: _OWN,
    Role.MEMBER: _ANYBODY,
    Role.ADMIN: frozenset(SCOPES),
}
"""What each role may do at most; a key may be given less, never more."""

PERSONAL = frozenset({Role.CARER, Role.CLIENT})
"""The roles that are always bound to one person."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Whoever asks. id: made up, for the audit log; person: the made-up id of the carer or client whose rounds or
    visits they may see, for the roles carer and client only; named: whether the co-op can tell who it is, which of a
    key its label says."""

    coop: str
    id: str
    role: Role
    scopes: frozenset[str]
    person: str | None = None
    named: bool = True

    def may(self, *scopes: str) -> bool:
        """Whether any of these scopes is theirs."""
        return not self.scopes.isdisjoint(scopes)


def granted(role: Role, asked: frozenset[str] | None = None) -> frozenset[str]:
    """The scopes of a key or token: what was asked for it, within its role; all of the role where nothing was."""
    return OF_ROLE[role] if not asked else OF_ROLE[role] & asked
