"""Journeys to learn from, as pages and programs read them."""
