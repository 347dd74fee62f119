"""Facts of a citizen."""
