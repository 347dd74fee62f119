"""The keys that make a repeated call harmless, each with a digest of what was said under it."""

from django.db import models


class ActKey(models.Model):
    """One act done under a key; the digest is keyed, so that nothing that was said can be read back from it."""

    source_ref = models.CharField(max_length=100, unique=True)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    # The key of the row that it made, so that a repeated call can be answered with it; empty where none is asked for.
    made = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        """The key."""
        return self.source_ref
