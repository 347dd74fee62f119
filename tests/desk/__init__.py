"""Tests of the desk: what the pages say and show."""
