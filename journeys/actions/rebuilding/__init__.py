"""Everybody derived again: in pieces, by processes beside each other, and gone on with where it was stopped."""
