"""The readers of extended responsibility."""
