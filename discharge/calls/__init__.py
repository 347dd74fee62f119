"""Calls to the ward in the 72 hours (RULES 2e; 001 fn 6)."""
