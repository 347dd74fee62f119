"""Lines that page, list and API share."""
