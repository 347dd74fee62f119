"""What people do: payable days."""
