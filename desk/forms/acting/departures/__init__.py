"""What people do: how a stay ended."""
