"""The journey page and its acts."""
