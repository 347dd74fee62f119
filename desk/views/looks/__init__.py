"""Who looked at what, logged and shown (DESIGN §6)."""
