"""The first tables, and the walls between co-ops: triggers in SQLite, row-level security in PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

OF_A_COOP = (
    "api_key",
    "audit",
    "person",
    "problem",
    "repeat",
    "webhook",
    "delivery",
    "problem_version",
    "job",
    "plan",
    "event",
)
"""The tables whose rows belong to a co-op; in coop itself, its id says to whom."""


SQLITE = (
    """
    CREATE TRIGGER coop_only_one BEFORE INSERT ON coop WHEN EXISTS (SELECT 1 FROM coop)
    BEGIN SELECT RAISE(ABORT, 'SQLite holds one co-op only'); END
    """,
    """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger above.
    """
    CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION ronda_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is never changed' USING ERRCODE = 'restrict_violation'; END $$
    """,
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION ronda_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION ronda_refuse()",
    # It tells ids only, and to whoever is let: sweeps go over all co-ops, one transaction each.
    """
    CREATE FUNCTION ronda_coops() RETURNS SETOF varchar LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT AS 'SELECT id FROM coop'
    """,
    "REVOKE ALL ON FUNCTION ronda_coops() FROM PUBLIC",
)


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
        return
    for table, column in (("coop", "id"), *((table, "coop") for table in OF_A_COOP)):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        own = f"{column} = current_setting('ronda.coop', true)"
        op.execute(f"CREATE POLICY {table}_of_coop ON {table} USING ({own}) WITH CHECK ({own})")
    for statement in POSTGRESQL:
        op.execute(statement)


def _tables() -> None:
    op.create_table(
        "coop",
        sa.Column("id", sa.String(length=63), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="coop_pk"),
    )
    op.create_table(
        "executor",
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("host", sa.String(length=100), nullable=False),
        sa.Column("began", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="executor_pk"),
    )
    op.create_table(
        "api_key",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scopes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=True),
        sa.Column("revoked", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="api_key_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="api_key_pk"),
    )
    op.create_table(
        "audit",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("number", BIG, sa.Identity(always=True), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("object", sa.String(length=140), nullable=False),
        sa.Column("weights", sa.String(length=64), nullable=True),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="audit_coop_coop"),
        sa.PrimaryKeyConstraint("number", name="audit_pk"),
    )
    op.create_index("audit_coop", "audit", ["coop", "number"])
    op.create_table(
        "person",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sought", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=True),
        sa.Column("erased", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="person_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="person_pk"),
    )
    op.create_index("person_sought", "person", ["coop", "kind", "sought"], unique=True)
    op.create_table(
        "problem",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("deleted", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="problem_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="problem_pk"),
    )
    op.create_table(
        "repeat",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("job", sa.String(length=36), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="repeat_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "key", name="repeat_pk"),
    )
    op.create_table(
        "webhook",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("events", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("off", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="webhook_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="webhook_pk"),
    )
    op.create_table(
        "delivery",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("webhook", sa.String(length=36), nullable=False),
        sa.Column("job", sa.String(length=36), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("due", MOMENT, nullable=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("done", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["coop", "webhook"], ["webhook.coop", "webhook.id"], name="delivery_coop_webhook"),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="delivery_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="delivery_pk"),
    )
    op.create_index("delivery_due", "delivery", ["coop", "due"])
    op.create_table(
        "problem_version",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("problem", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("weights", sa.String(length=64), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("carers", sa.Integer(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("persons", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coop", "problem"], ["problem.coop", "problem.id"], name="problem_version_coop_problem"
        ),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="problem_version_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "problem", "version", name="problem_version_pk"),
    )
    op.create_table(
        "job",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("problem", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=True),
        sa.Column("options", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked", sa.String(length=8), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("executor", sa.String(length=100), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("fault", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("begun", MOMENT, nullable=True),
        sa.Column("done", MOMENT, nullable=True),
        sa.Column("sealed_request", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coop", "problem", "version"],
            ["problem_version.coop", "problem_version.problem", "problem_version.version"],
            name="job_coop_problem_version",
        ),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="job_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="job_pk"),
    )
    op.create_index("job_state", "job", ["coop", "state"])
    op.create_table(
        "plan",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("problem", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.Column("cost", sa.Double(), nullable=False),
        sa.Column("unplanned", sa.Integer(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("sealed_body", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coop", "problem", "version"],
            ["problem_version.coop", "problem_version.problem", "problem_version.version"],
            name="plan_coop_problem_version",
        ),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="plan_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="plan_pk"),
    )
    op.create_table(
        "event",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("job", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["coop", "job"], ["job.coop", "job.id"], name="event_coop_job"),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="event_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "job", "number", name="event_pk"),
    )
