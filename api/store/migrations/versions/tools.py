"""The co-op's other tools, as they tell of themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "tool",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("health", sa.String(length=10), nullable=False),
        sa.Column("numbers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("told", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="tool_coop_coop"),
        sa.PrimaryKeyConstraint("coop", "id", name="tool_pk"),
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    own = "coop = current_setting('ronda.coop', true)"
    op.execute("ALTER TABLE tool ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tool_of_coop ON tool USING ({own}) WITH CHECK ({own})")
