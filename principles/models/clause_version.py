"""A clause in the words of an administrator, from a day on (001-97)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ClauseVersion(models.Model):
    """What a clause says from a day on; before it, and where there is none, the words that the program brings hold.

    What holds already is never changed; of one that is still to come, the history keeps who changed what.
    """

    clause = models.CharField(_("punkt"), max_length=20)
    valid_from = models.DateField(_("gælder fra"))
    title_da = models.CharField(_("overskrift"), max_length=120)
    title_en = models.CharField(_("overskrift på engelsk"), max_length=120)
    text_da = models.TextField(_("tekst"))
    text_en = models.TextField(_("tekst på engelsk"))
    reason = models.CharField(_("begrundelse"), max_length=500)
    made_at = models.DateTimeField(_("skrevet"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("skrevet af")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("udgave af et punkt")
        verbose_name_plural = _("udgaver af punkter")
        ordering = ("clause", "valid_from")
        constraints = (models.UniqueConstraint(fields=("clause", "valid_from"), name="clause_version_once_a_day"),)

    def __str__(self) -> str:
        """The clause and the day."""
        return f"{self.clause} {self.valid_from}"
