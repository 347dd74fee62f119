"""What people do: the named doctor and the medication."""
