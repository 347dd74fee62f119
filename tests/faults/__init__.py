"""Tests that kill real processes: workers, beat, the broker's memory, the database."""
