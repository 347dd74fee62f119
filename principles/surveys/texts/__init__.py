"""The questions in both languages, and why something is refused."""
