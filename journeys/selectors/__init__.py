"""The readers of the journeys app."""
