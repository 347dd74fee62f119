"""The pure rules of responsibility."""
