"""The writers of payment."""
