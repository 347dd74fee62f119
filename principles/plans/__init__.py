"""Implementation plans: what a cluster has set out to do with the agreement, how far it is, and what it learned."""
