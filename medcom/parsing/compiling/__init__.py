"""Published definitions to the tables that the checker reads."""
