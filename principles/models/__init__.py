"""Tables of the agreement and of what is followed by it."""
