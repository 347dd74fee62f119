"""Forms of documents, derived from how a kind is declared."""
