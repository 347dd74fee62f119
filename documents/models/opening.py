"""Who first opened a version that came to a receiver: work of people, not a projection."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Opening(models.Model):
    """A person of the receiving unit has had its words on the screen; whoever did it first stays."""

    # As that of the delivery: a rebuilt row is opened still.
    key = models.CharField(max_length=150, primary_key=True)
    # For which unit they worked.
    unit = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("åbning")
        verbose_name_plural = _("åbninger")

    def __str__(self) -> str:
        """When; no person."""
        return self.opened_at.isoformat()
