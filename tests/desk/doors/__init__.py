"""Who gets in by which door."""
