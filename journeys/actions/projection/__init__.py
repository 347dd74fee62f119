"""Events to rows: the only writers of what the pure functions said (DESIGN §2)."""
