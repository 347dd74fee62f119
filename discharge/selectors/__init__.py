"""The readers of the discharge app."""
