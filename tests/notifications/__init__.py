"""Tests of the outbox and of notifications."""
