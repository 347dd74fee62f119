"""The journey page, and the ten seconds of a GP."""
