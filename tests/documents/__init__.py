"""Tests of letters and plans."""
