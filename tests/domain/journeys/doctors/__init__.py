"""The named doctor."""
