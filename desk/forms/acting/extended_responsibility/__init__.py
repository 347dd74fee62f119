"""What people do: the 72 hours."""
