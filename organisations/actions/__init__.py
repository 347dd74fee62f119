"""The only writers of the reference data."""
