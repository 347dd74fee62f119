"""What people do: the discharge time and barriers."""
