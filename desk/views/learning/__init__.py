"""Journeys to learn from: all of them, one, and what parties, secretariat and citizen write."""
