"""What administrators decide: answers to open points, closing days (RULES §7)."""
