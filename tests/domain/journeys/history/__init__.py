"""Which events count, and the contacts they make."""
