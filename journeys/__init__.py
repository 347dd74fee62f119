"""Journeys record: citizens, events, the fold, tasks, deadlines and who may look."""
