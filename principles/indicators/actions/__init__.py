"""Keeps the stored cells of the figures, and publishes them by the month."""
