"""Writing, sending, reading and answering documents."""
