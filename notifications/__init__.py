"""Notifications tell: outbox, notifications, deliveries, channels, preferences, escalation."""
