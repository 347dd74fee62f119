"""The agreement, its registers and journeys to learn from in a browser."""
