"""Pages and API of letters and plans."""
