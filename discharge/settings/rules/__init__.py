"""The pure rules of settings."""
