"""The registers: all of them, one, one of its rows, and what is written there."""
