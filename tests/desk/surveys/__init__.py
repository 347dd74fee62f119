"""Surveys on their pages and for programs."""
