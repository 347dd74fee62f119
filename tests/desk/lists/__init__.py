"""The worklists and search."""
