"""Tests of the pages about mail."""
