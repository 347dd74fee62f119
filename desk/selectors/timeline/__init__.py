"""The events of a journey as entries (UX §1.e)."""
