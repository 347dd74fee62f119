"""The agreement as a place: its clauses, their wording on a day, and what of the program each of them asks for."""
