"""Implementation plans as pages and programs read them."""
