"""Tests with threads that want the same rows at the same time."""
