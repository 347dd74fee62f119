"""The discharge letter, epikrise (RULES 2f)."""
