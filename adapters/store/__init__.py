"""Our memory in one SQLite file: rows, the outbox, attachments, migrations."""
