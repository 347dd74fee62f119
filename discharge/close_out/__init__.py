"""What closes a journey, and whether the citizen comes back (RULES 001-03, 2h)."""
