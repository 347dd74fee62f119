"""The only writers of the outbox and of notifications."""
