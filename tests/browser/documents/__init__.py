"""Letters and plans in a browser."""
