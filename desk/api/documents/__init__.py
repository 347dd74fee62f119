"""The API of breve og planer."""
