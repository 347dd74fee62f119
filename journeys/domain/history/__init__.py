"""A citizen's events in order: which count, what they reach, and the contacts and periods they make (RULES 2i)."""
