"""Who takes part, sees, may do and is told (DESIGN §6)."""
