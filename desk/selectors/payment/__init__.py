"""The ledger as pages and files show it (RULES 2c)."""
