"""What is written in the registers, and what they are filtered by."""
