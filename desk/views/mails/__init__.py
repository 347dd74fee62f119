"""Mail: what people choose, what administrators decide, and what was not sent."""
