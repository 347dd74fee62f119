"""What a journey is at a moment."""
