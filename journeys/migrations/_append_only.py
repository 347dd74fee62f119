"""Where the journeys' migrations find the operation that makes a table append-only."""

from organisations.migrations._append_only import AppendOnly, Changeable

__all__ = ["AppendOnly", "Changeable"]
