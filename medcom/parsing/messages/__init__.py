"""The messages as frozen values (SPEC A3, A5)."""
