"""Who is signed in to the hub."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "session",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=26), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="session_coop_coop"),
        sa.ForeignKeyConstraint(["coop", "key"], ["api_key.coop", "api_key.id"], name="session_coop_api_key"),
        sa.PrimaryKeyConstraint("coop", "digest", name="session_pk"),
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    own = "coop = current_setting('ronda.coop', true)"
    op.execute("ALTER TABLE session ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY session_of_coop ON session USING ({own}) WITH CHECK ({own})")
