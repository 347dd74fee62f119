"""The people, the journeys and what is between them: the ground that every matrix stands on."""
