"""The words of the figures."""
