"""Messages to events."""
