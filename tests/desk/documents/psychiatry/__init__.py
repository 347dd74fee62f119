"""Letters of psychiatry."""
