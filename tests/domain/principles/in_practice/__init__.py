"""The six principles on one journey."""
