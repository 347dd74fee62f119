"""Dialogue meetings, and who is invited to agree on what follows a psychiatric stay (001 bilag 2, B2-P5)."""
