"""Acts that one form needs several facts for; each fact is written by the journeys app."""
