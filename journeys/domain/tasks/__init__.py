"""What is still to be done or answered, by whom and until when (RULES 001-22)."""
