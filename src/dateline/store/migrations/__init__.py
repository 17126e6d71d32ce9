"""The way of a case from one version of Dateline to the next, with Alembic. A released file here is never changed."""
