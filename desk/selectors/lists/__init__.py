"""The worklists, their rows, chips and search (UX §1)."""
