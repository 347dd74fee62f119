"""The forms of letters and mails: leaving them, and what stands in them after log-in."""
