"""The acts of `discharge`: each noun's forms with the rows of its buttons."""
