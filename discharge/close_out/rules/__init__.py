"""The pure rules of close out."""
