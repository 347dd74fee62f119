"""Classic letters (OIOXML) as documents of their kinds (DICTIONARY 2–8)."""
