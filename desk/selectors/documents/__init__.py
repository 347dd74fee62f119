"""Documents as pages show them."""
