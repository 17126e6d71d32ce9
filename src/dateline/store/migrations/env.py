"""Called by Alembic; the connection comes from `store.migrating`."""

from __future__ import annotations

from alembic import context

from dateline.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
