"""Run by Alembic: migrate on the connection, and in the transaction, that we were given."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
