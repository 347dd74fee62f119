"""Codes and facts into Danish and English: what all rooms say with."""
