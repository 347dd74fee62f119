"""The pure rules of extended responsibility."""
