"""Rules by which a unit sorts the documents that it gets: conditions, the first that fits, and what follows."""
