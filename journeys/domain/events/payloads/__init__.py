"""What events hold, by noun, and what is decided about each kind."""
