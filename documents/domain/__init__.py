"""Documents as pure values: what a kind holds, what is missing, what changed (RULES 2a; UX §2)."""
