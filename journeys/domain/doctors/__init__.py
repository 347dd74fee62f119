"""The named doctor through handovers and silences (RULES 001-90)."""
