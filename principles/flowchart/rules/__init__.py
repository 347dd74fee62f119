"""Pure: the steps and their order, and how a journey stands in them."""
