"""A whole region, invented: many citizens over years, told as events and folded as real ones are (PERFORMANCE)."""
