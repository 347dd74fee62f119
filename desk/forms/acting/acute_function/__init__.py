"""What people do: the municipal acute function."""
