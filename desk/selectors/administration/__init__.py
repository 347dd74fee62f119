"""The administrator's settings (RULES §7)."""
