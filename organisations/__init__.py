"""Organisations know who: units, cooperation areas, users, roles and permissions."""
