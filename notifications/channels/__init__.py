"""How what a unit is told reaches its people: a folder per channel."""
