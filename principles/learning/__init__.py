"""Journeys to learn from: nominated, made unrecognisable, checked by a second person, discussed and acted on."""
