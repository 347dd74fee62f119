"""What people do: settling a doubt."""
