"""Pure rules about organisations, identifiers, roles and permissions."""
