"""What people do: the discharge letter."""
