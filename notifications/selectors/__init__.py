"""Reading the outbox and notifications."""
