"""Results of surveys for a page, a file and programs, and sheets with codes."""
