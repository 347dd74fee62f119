"""Readers of the reference data."""
