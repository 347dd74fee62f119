"""What people do: readiness."""
