"""The pure rules of explain."""
