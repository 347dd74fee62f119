"""Pages of letters that came by message."""
