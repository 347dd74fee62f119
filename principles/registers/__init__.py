"""Registers that the agreement asks for: initiatives, alternatives, practices, training, requests to change it."""
