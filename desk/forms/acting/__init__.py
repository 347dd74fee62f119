"""What people do to a journey: one form per act, one table of all acts (DESIGN §3)."""
