"""Surveys: answered by a code or by staff, made, read."""
