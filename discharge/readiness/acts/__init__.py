"""What is said of readiness: registered, and corrected."""
