"""The panels of the journey page."""
