"""Medically ready: registering, correcting, resuming (RULES 2b, 2g)."""
