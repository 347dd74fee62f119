"""The only writers of the journeys app."""
