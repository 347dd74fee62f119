"""The programs of the fault tests, each a process of its own: what makes the world, and what sends into it."""
