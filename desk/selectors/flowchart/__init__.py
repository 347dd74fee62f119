"""The flowchart as a page."""
