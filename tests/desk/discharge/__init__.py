"""Pages of the discharge."""
