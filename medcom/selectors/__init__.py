"""Medcom's readers: the log, the gateways, their silence."""
