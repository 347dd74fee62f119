"""Pure: which clauses there are, which of them a source means, and what held on a day."""
