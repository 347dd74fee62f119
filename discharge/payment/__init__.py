"""What the municipality pays while a ready citizen waits, and the ledger of it (RULES 2c)."""
