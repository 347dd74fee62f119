"""A journey and its events as JSON (DESIGN §8)."""
