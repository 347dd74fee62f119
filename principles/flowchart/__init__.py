"""The flowchart: the good journey as one declared graph, and where a journey stands in it (001-96; RULES 1.7)."""
