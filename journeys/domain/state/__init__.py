"""What a journey is at a moment: status, letters, close-out, barriers, doubts."""
