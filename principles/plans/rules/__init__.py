"""The two plans as templates, when a task begins and is due, and what is late."""
