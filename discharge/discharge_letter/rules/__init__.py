"""The pure rules of discharge letter."""
