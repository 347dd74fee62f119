"""What the program writes down of itself, without personal data."""
