"""The rules applied to facts in a file (DESIGN §8); pure."""
