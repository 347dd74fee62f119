"""A clause in the words of an administrator, from a day on (001-97)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ClauseVersion(models.Model):
    """What a clause says from a day on; before it, and where there is none, the words that the program brings hold.

    None is ever changed or deleted: other words, also from the same day, are the clause's next number, and one that is
    withdrawn before its day stays here as withdrawn. Of two from one day the higher number counts.
    """

    clause = models.CharField(_("punkt"), max_length=20)
    number = models.PositiveSmallIntegerField(_("nummer"))
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
    withdrawn_at = models.DateTimeField(_("trukket tilbage"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trukket tilbage af"),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("udgave af et punkt")
        verbose_name_plural = _("udgaver af punkter")
        ordering = ("clause", "valid_from", "number")
        constraints = (models.UniqueConstraint(fields=("clause", "number"), name="clause_version_number"),)

    def __str__(self) -> str:
        """The clause, the number and the day."""
        return f"{self.clause} {self.number} {self.valid_from}"
