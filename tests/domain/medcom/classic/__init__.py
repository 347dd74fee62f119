"""Classic letters (OIOXML) without a database."""
