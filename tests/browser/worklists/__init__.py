"""The ward, the municipality, the practice and the inbox in a browser."""
