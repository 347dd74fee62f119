"""What people fill in, checked before any action is called."""
