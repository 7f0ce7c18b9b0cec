"""Which plans were published."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "published",
        sa.Column("coop", sa.String(length=63), nullable=False),
        sa.Column("number", BIG, sa.Identity(always=True), nullable=False),
        sa.Column("problem", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=36), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["coop", "plan"], ["plan.coop", "plan.id"], name="published_coop_plan"),
        sa.ForeignKeyConstraint(["coop"], ["coop.id"], name="published_coop_coop"),
        sa.PrimaryKeyConstraint("number", name="published_pk"),
    )
    op.create_index("published_problem", "published", ["coop", "problem", "number"])
    if op.get_bind().dialect.name == "sqlite":
        return
    own = "coop = current_setting('ronda.coop', true)"
    op.execute("ALTER TABLE published ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY published_of_coop ON published USING ({own}) WITH CHECK ({own})")
