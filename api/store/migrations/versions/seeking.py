"""A narrow table of words in PostgreSQL, and functions that seek in it by its index.

Row-level security lets no index be asked by an operator that is not marked as leakproof, and that of words is not: each
question looked at every resource. The functions run as the owner, whom the policy does not hold, and hold themselves to
the co-op of the transaction.
"""

from alembic import op

revision = "0008"
down_revision = "0007"

OWN = "coop = current_setting('ronda.coop', true)"

POSTGRESQL = (
    """
    CREATE TABLE resource_words (
        coop varchar(63) NOT NULL,
        number integer NOT NULL,
        words tsvector NOT NULL,
        titled tsvector GENERATED ALWAYS AS (ts_filter(words, '{a}')) STORED,
        CONSTRAINT resource_words_pk PRIMARY KEY (coop, number),
        CONSTRAINT resource_words_coop_resource FOREIGN KEY (coop, number) REFERENCES resource (coop, number)
    ) WITH (toast_tuple_target = 128)
    """,
    "INSERT INTO resource_words (coop, number, words) SELECT coop, number, words FROM resource WHERE words IS NOT NULL",
    "ALTER TABLE resource DROP COLUMN words",
    "CREATE INDEX resource_words_words ON resource_words USING gin (words)",
    "CREATE INDEX resource_words_titled ON resource_words USING gin (titled)",
    "ALTER TABLE resource_words ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY resource_words_of_coop ON resource_words USING ({OWN}) WITH CHECK ({OWN})",
    # The planner does not know how far away long words lie, and would rather read them all.
    f"""
    CREATE FUNCTION ronda_found(sought tsquery) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT SET enable_seqscan = off
    AS $$ SELECT string_agg(number::text, ',') FROM resource_words WHERE {OWN} AND words @@ sought $$
    """,
    f"""
    CREATE FUNCTION ronda_titled(sought tsquery) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT SET enable_seqscan = off
    AS $$ SELECT string_agg(number::text, ',') FROM resource_words WHERE {OWN} AND titled @@ sought $$
    """,
    f"""
    CREATE FUNCTION ronda_ranked(sought tsquery) RETURNS TABLE (number integer, rank real)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off
    AS $$ SELECT number, ts_rank('{{0.1, 0.1, 0.4, 1.0}}', words, sought) FROM resource_words
          WHERE {OWN} AND words @@ sought $$
    """,
    "REVOKE ALL ON FUNCTION ronda_found(tsquery), ronda_titled(tsquery), ronda_ranked(tsquery) FROM PUBLIC",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for statement in POSTGRESQL:
        op.execute(statement)
