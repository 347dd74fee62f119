"""Medcom's writers: the way of a message from bytes to an event and an answer."""
