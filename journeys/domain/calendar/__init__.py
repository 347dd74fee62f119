"""Danish days and times: reading, counting, and what can be right."""
