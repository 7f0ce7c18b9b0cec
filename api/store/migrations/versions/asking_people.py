"""What people ask of the planner, and the calendars that they keep: petitions and feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        return
    for table in ("petition", "feed"):
        own = "coop = current_setting('ronda.coop', true)"
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY {table}_of_coop ON {table} USING ({own}) WITH CHECK ({own})")


def _tables() -> None:
    op.create_table(
        "petition",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("other", sa.String(length=36), nullable=True),
        sa.Column("problem", sa.String(length=100), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("closed", MOMENT, nullable=True),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="petition_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="petition_pk"),
    )
    op.create_index("petition_person", "petition", ["coop", "person"])
    op.create_table(
        "feed",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("revoked", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="feed_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="feed_pk"),
    )
    op.create_index("feed_person", "feed", ["coop", "person"])
