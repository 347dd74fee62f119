"""Commands of the discharge app."""
