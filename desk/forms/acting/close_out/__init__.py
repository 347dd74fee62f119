"""What people do: the conditions that close a journey."""
