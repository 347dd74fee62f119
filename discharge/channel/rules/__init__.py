"""The pure rules of channel."""
