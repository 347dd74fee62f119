"""What the sectors write to each other: kinds declared once, drafts, versions and their difference, answers."""
