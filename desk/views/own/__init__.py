"""The pages of citizens and relatives."""
