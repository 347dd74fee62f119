"""The only writers of the discharge app."""
