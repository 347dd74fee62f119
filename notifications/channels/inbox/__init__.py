"""The inbox: what a unit was told, and who of it read it first."""
