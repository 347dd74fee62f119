"""The agreement as its pages show it."""
