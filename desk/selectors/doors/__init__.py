"""Who looked and who came in (DESIGN §6)."""
