"""The readers of readiness."""
