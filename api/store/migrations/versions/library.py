"""The library's tables, and what each database seeks words with."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)

OF_A_COOP = ("library", "resource", "resource_key", "suggestion", "link_report", "link_check", "course")

SQLITE = (
    # Words come folded already, with marks of Indian scripts in them, which are no separators.
    """
    CREATE VIRTUAL TABLE resource_words USING fts5(
        title, people, rest, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix = '3 4 5'
    )
    """,
)

POSTGRESQL = (
    "ALTER TABLE resource ADD COLUMN words tsvector",
    "CREATE INDEX words_of_resource ON resource USING gin (words)",
)


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
        return
    for table in OF_A_COOP:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        own = "coop = current_setting('ronda.coop', true)"
        op.execute(f"CREATE POLICY {table}_of_coop ON {table} USING ({own}) WITH CHECK ({own})")
    for statement in POSTGRESQL:
        op.execute(statement)


def _coop(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    column = sa.Column("coop", sa.String(length=63), nullable=False)
    return column, sa.ForeignKeyConstraint(["coop"], ["coop.id"], name=f"{table}_coop_coop")


def _of_resource(table: str) -> sa.ForeignKeyConstraint:
    own, other = ["coop", "number"], ["resource.coop", "resource.number"]
    return sa.ForeignKeyConstraint(own, other, name=f"{table}_coop_resource")


def _tables() -> None:
    op.create_table(
        "library",
        *_coop("library"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resources", sa.Integer(), nullable=False),
        sa.Column("courses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("coop", name="library_pk"),
    )
    op.create_table(
        "resource",
        *_coop("resource"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("favourites", sa.Integer(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("added", MOMENT, nullable=True),
        sa.Column("changed", MOMENT, nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.PrimaryKeyConstraint("coop", "number", name="resource_pk"),
    )
    op.create_index("resource_touched", "resource", ["coop", "touched"])
    op.create_index("resource_changed", "resource", ["coop", "changed", "number"])
    op.create_index("resource_state", "resource", ["coop", "state", "number"])
    op.create_table(
        "resource_key",
        *_coop("resource_key"),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _of_resource("resource_key"),
        sa.PrimaryKeyConstraint("coop", "key", "number", name="resource_key_pk"),
    )
    op.create_index("resource_key_number", "resource_key", ["coop", "number"])
    op.create_table(
        "suggestion",
        *_coop("suggestion"),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("done", MOMENT, nullable=True),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        _of_resource("suggestion"),
        sa.PrimaryKeyConstraint("coop", "id", name="suggestion_pk"),
    )
    op.create_index("suggestion_state", "suggestion", ["coop", "state", "id"])
    op.create_table(
        "link_report",
        *_coop("link_report"),
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("done", MOMENT, nullable=True),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("link", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        _of_resource("link_report"),
        sa.PrimaryKeyConstraint("coop", "id", name="link_report_pk"),
    )
    op.create_index("link_report_state", "link_report", ["coop", "state", "id"])
    op.create_table(
        "link_check",
        *_coop("link_check"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("checked", MOMENT, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        _of_resource("link_check"),
        sa.PrimaryKeyConstraint("coop", "number", name="link_check_pk"),
    )
    op.create_index("link_check_due", "link_check", ["coop", "due"])
    op.create_table(
        "course",
        *_coop("course"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.Column("competency", sa.String(length=200), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("document", JSON, nullable=False),
        sa.PrimaryKeyConstraint("coop", "number", name="course_pk"),
    )
    op.create_index("course_competency", "course", ["coop", "competency", "number"])
