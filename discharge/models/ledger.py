"""The payment ledger as pages query it: what the events say of payable days, free of clock and money (RULES 2c)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JourneyLedger(models.Model):
    """The calculation in force for one journey that was ever ready (projection).

    `basis` is what the days are counted from, `marks` what the parties said about single days. Days and amounts are
    worked out when they are shown: an open period grows at midnight, and a tariff may be entered years later.
    """

    journey = models.OneToOneField("journeys.Journey", models.CASCADE, primary_key=True, related_name="ledger")
    first_on = models.DateField()
    # The last day that can count; null while a period is open.
    last_on = models.DateField(null=True)
    basis = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    # From which days on somebody but the hospital says that it is over: they are disputed until it is answered.
    claims = models.JSONField(default=list)

    class Meta:
        verbose_name = _("betalingsopgørelse")
        verbose_name_plural = _("betalingsopgørelser")
        # The ledger of a month: what is open, and what ended in it or later; never the months before.
        indexes = (models.Index(fields=("last_on",), name="ledger_of_month"),)

    def __str__(self) -> str:
        """From and to."""
        return f"{self.first_on} – {self.last_on or ''}"


class LedgerCorrection(models.Model):
    """A new version of a journey's calculation: what it went by before and after, and the events that made it (P8).

    The days before are those of `before` as they stood on `before_on`; both stay for ever in the events.
    """

    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="ledger_corrections")
    # The version that this correction made; the first calculation is version 1.
    version = models.PositiveIntegerField()
    before_on = models.DateField()
    # A leave that lasts makes its own version on the day it has become long: it may lie ahead.
    as_of = models.DateField()
    stated_at = models.DateTimeField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    causes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("ny version af betalingsopgørelse")
        verbose_name_plural = _("nye versioner af betalingsopgørelser")
        ordering = ("journey", "version")
        constraints = (models.UniqueConstraint(fields=("journey", "version"), name="ledger_version_once"),)

    def __str__(self) -> str:
        """Version and day."""
        return f"v{self.version} {self.as_of}"


class LedgerPayer(models.Model):
    """A municipality that has days in a journey's ledger, and from when to when (P6)."""

    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="ledger_payers")
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    # Paid in an earlier version of the calculation only: it keeps its sight of the ledger (P8).
    former = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("betalende kommune")
        verbose_name_plural = _("betalende kommuner")
        ordering = ("journey", "first_on", "id")
        indexes = (
            # The ledgers of a municipality in a month: what is open, and what ended in it or later; never those before.
            models.Index(fields=("municipality", "last_on", "first_on"), name="payers_of_month"),
        )

    def __str__(self) -> str:
        """Who and from when."""
        return f"{self.municipality_id} {self.first_on} – {self.last_on or ''}"
