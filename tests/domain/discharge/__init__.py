"""Tests of the discharge's rules."""
