"""Versions of the weights, which nobody changes once they are published: triggers in both databases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
PUBLISHED = sa.text("published IS NOT NULL")

SQLITE = (
    """
    CREATE TRIGGER weights_no_update BEFORE UPDATE ON weights WHEN OLD.published IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a published version is never changed'); END
    """,
    """
    CREATE TRIGGER weights_no_delete BEFORE DELETE ON weights WHEN OLD.published IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a published version is never changed'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger above.
    """
    CREATE TRIGGER weights_no_replace BEFORE INSERT ON weights WHEN EXISTS (
        SELECT 1 FROM weights AS old WHERE old.coop = NEW.coop AND old.published IS NOT NULL AND (old.id = NEW.id
            OR NEW.published IS NOT NULL AND old.name = NEW.name
            AND (old.version = NEW.version OR old.parent = NEW.parent)))
    BEGIN SELECT RAISE(ABORT, 'a published version is never changed'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION ronda_keep_published() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a published version is never changed' USING ERRCODE = 'restrict_violation'; END $$
    """,
    """
    CREATE TRIGGER weights_no_change BEFORE UPDATE OR DELETE ON weights FOR EACH ROW
    WHEN (OLD.published IS NOT NULL) EXECUTE FUNCTION ronda_keep_published()
    """,
    """
    CREATE TRIGGER weights_no_truncate BEFORE TRUNCATE ON weights
    FOR EACH STATEMENT EXECUTE FUNCTION ronda_keep_published()
    """,
)


def upgrade() -> None:
    op.create_table(
        "weights",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("publisher", sa.String(length=40), nullable=True),
        sa.Column("published", MOMENT, nullable=True),
        sa.Column("sealed_document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="weights_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="weights_pk"),
    )
    op.create_index("weights_hash", "weights", ["coop", "hash"])
    for name, columns in (("weights_version", ["name", "version"]), ("weights_line", ["name", "parent"])):
        told = {"unique": True, "sqlite_where": PUBLISHED, "postgresql_where": PUBLISHED}
        op.create_index(name, "weights", ["coop", *columns], **told)
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute("ALTER TABLE weights ENABLE ROW LEVEL SECURITY")
        own = "coop = current_setting('ronda.coop', true)"
        op.execute(f"CREATE POLICY weights_of_coop ON weights USING ({own}) WITH CHECK ({own})")
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)
