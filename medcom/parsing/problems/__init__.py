"""What can be wrong with a message, with both languages."""
