"""The JSON that other programs read."""
