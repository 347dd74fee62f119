"""Who is responsible and who answers, with the medication (RULES 2d)."""
