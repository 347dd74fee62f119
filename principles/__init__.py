"""What the agreement asks, and how the cooperation does by it: the text itself, its flowchart, its figures."""
