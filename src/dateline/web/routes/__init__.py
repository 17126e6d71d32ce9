"""Routes by topic; each module has a `router`."""
