"""The figures K1–K28: what is counted of each journey, and what may be published of it (RULES 6)."""
