"""Pure rules of the discharge: 72 hours, responsibility, readiness, payment, letters, channels (DESIGN §3)."""
