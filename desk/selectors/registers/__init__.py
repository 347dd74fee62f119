"""The registers as pages, files and programs read them."""
