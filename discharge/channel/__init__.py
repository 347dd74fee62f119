"""Which document may be sent to whom (RULES 2a)."""
