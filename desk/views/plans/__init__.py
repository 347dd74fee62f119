"""Implementation plans: all of them, one, and what its secretariat writes in it."""
