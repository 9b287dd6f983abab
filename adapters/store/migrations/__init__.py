"""How the schema came to be, by Alembic."""
