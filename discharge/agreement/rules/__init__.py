"""The pure rules of agreement."""
