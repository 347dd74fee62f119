"""What is written about a journey to learn from."""
