"""Who sees and may."""
