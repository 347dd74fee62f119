"""The pure rules of readiness."""
