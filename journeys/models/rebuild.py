"""How far the last `manage.py rebuild` has come, so that one which was stopped goes on where it was."""

from django.db import models


class RebuildRun(models.Model):
    """One derivation of everything; only the last is kept."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    only_checks = models.BooleanField()
    # A digest of the program: pieces that two versions derived would not belong together.
    program = models.CharField(max_length=64)

    def __str__(self) -> str:
        """When it began."""
        return f"rebuild of {self.began_at:%d-%m-%Y %H:%M}"


class RebuildPiece(models.Model):
    """The citizens whose keys lie after `after` and not after `upto`; null is from the first, or to the last."""

    run = models.ForeignKey(RebuildRun, on_delete=models.CASCADE, related_name="pieces")
    after = models.UUIDField(null=True)
    upto = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    differences = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Its first key."""
        return f"citizens after {self.after or 'nobody'}"
