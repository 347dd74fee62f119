"""Tests of the pure rules of telling."""
