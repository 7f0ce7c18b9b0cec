"""PostgreSQL's roles: the owner of the tables, who makes them, and the service's own, whom row-level security holds."""

from sqlalchemy import Connection, text

from api.store.errors import RoleError, SchemaError
from api.store.library.tables import WORDS  # its tables are among Base's
from api.store.tables import Base

GRANTS = {
    "coop": "SELECT, INSERT",
    "api_key": "SELECT, INSERT, UPDATE",
    "person": "SELECT, INSERT, UPDATE",
    "problem": "SELECT, INSERT, UPDATE",
    "problem_version": "SELECT, INSERT, UPDATE (sealed_body)",
    "job": "SELECT, INSERT, UPDATE",
    "event": "SELECT, INSERT, DELETE",
    "plan": "SELECT, INSERT",
    "weights": "SELECT, INSERT, UPDATE (effective, publisher, published), DELETE",
    "repeat": "SELECT, INSERT, DELETE",
    "webhook": "SELECT, INSERT, UPDATE, DELETE",
    "delivery": "SELECT, INSERT, UPDATE, DELETE",
    "petition": "SELECT, INSERT, UPDATE",
    "feed": "SELECT, INSERT, UPDATE",
    "audit": "SELECT, INSERT",
    "session": "SELECT, INSERT, DELETE",
    "tool": "SELECT, INSERT, DELETE",
    "published": "SELECT, INSERT",
    "executor": "SELECT, INSERT, UPDATE, DELETE",
    "library": "SELECT, INSERT, UPDATE",
    "resource": "SELECT, INSERT, UPDATE",
    "resource_key": "SELECT, INSERT, DELETE",
    "suggestion": "SELECT, INSERT, UPDATE",
    "link_report": "SELECT, INSERT, UPDATE",
    "link_check": "SELECT, INSERT, UPDATE, DELETE",
    "course": "SELECT, INSERT, UPDATE",
    "alembic_version": "SELECT",
}
"""What the service's role may do with each table: no more than its work asks."""

FUNCTIONS = ("ronda_coops()", "ronda_found(tsquery)", "ronda_titled(tsquery)", "ronda_ranked(tsquery)")
"""What the service's role may have done as the owner; nobody else."""

OPEN = frozenset({"executor"})
"""Tables without a co-op."""

_MIGHTY = text(
    "SELECT string_agg(rolname, ', ') FROM pg_roles"
    " WHERE (rolsuper OR rolbypassrls) AND pg_has_role(current_user, oid, 'MEMBER')"
)
_OWNED = text(
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    " AND relname = ANY(:names) AND pg_has_role(current_user, relowner, 'MEMBER') ORDER BY 1 LIMIT 1"
)
_UNWALLED = text(
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    " AND relname = ANY(:names) AND NOT relrowsecurity ORDER BY 1 LIMIT 1"
)


def held(connection: Connection) -> None:
    """Raises RoleError where the role that is connected stands above row-level security."""
    role = connection.scalar(text("SELECT current_user"))
    remedy = (
        "row-level security would not hold it, and co-ops could see each other: run the service as a plain role "
        "(CREATE ROLE ronda_app LOGIN), name it in RONDA_DATABASE_URL, and run `ronda database upgrade`"
    )
    mighty = connection.scalar(_MIGHTY)
    if mighty:
        raise RoleError(f"role {role}: it is, or may become, a superuser or one with BYPASSRLS ({mighty}): {remedy}")
    walled = sorted({*Base.metadata.tables, WORDS} - OPEN)
    owned = connection.scalar(_OWNED, {"names": walled})
    if owned:
        raise RoleError(f"role {role}: it owns the table {owned}, or may become its owner: {remedy}")
    unwalled = connection.scalar(_UNWALLED, {"names": walled})
    if unwalled:
        raise SchemaError(
            f"table {unwalled}: its row-level security is off: run ALTER TABLE {unwalled} ENABLE ROW LEVEL SECURITY"
        )


def grant(connection: Connection, role: str) -> None:
    """Let the service's role do its work; run by the owner."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    schema = connection.dialect.identifier_preparer.quote(connection.scalar(text("SELECT current_schema()")))
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {quoted}"))
    for table, rights in (*GRANTS.items(), (WORDS, "SELECT, INSERT, UPDATE")):
        connection.execute(text(f"REVOKE ALL ON TABLE {table} FROM {quoted}"))
        connection.execute(text(f"GRANT {rights} ON TABLE {table} TO {quoted}"))
    for function in FUNCTIONS:  # a backup that was put back lets everybody have them done
        connection.execute(text(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"))
        connection.execute(text(f"GRANT EXECUTE ON FUNCTION {function} TO {quoted}"))
