"""What a cluster writes in its plans, and who approves them."""
