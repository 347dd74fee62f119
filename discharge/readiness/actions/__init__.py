"""The writers of readiness."""
