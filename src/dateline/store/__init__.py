"""Where a case is kept: SQLite in one file, PostgreSQL for a team. Steps and exports see `store.base` alone."""
