"""Desk shows: worklists, the journey page, the citizen page and the composed JSON of a journey."""
