"""What is shared at the beginning of a stay."""
