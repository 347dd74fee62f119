"""The 72 hours of extended responsibility (RULES 2e)."""
