"""The readers of payment."""
