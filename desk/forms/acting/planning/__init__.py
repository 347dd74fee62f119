"""What people do: stays that have not begun."""
