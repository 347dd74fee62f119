"""Commands of the journeys app."""
