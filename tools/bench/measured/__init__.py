"""What the bench measures, a module for each of P1 to P8 (PERFORMANCE)."""
