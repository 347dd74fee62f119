"""Reads a journey, stay by stay, for the figures."""
