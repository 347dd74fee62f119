"""The page of a citizen and their relatives, in plain words (RULES 001-10 … 001-13)."""
