"""Medcom's pure half beside the parsing: from a notification to an event, and the states of a message."""
