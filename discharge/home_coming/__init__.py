"""When the citizen goes home and what is needed then (UX §1.b)."""
