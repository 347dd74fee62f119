"""Pure: which points there are, and how a journey stands in each."""
