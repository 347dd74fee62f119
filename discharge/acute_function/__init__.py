"""The municipal acute function (RULES 2d S8, S9)."""
