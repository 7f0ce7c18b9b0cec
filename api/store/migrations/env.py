"""Runs the steps in the transaction of whoever asked for them: all of them, or none."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
