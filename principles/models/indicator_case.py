"""What each journey adds to each figure: the cells of the dashboards are sums over these rows (RULES 6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndicatorCase(models.Model):
    """One journey in one figure (projection).

    Nothing depends on the clock: a case counts from `counts_from` on, which is compared with now when it is read. Areas
    are not stored: to which one a municipality belonged is asked of the day `on` (RULES 3.4 model rule 7).
    """

    journey = models.ForeignKey("journeys.Journey", models.CASCADE, related_name="indicator_cases")
    # A key of `principles.indicators.rules.registry.LINES`, and its place among the journey's cases of that line.
    line = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    # The Danish day that decides month and membership; the month as its first day.
    on = models.DateField()
    month = models.DateField()
    counts_from = models.DateTimeField()
    numerator = models.PositiveSmallIntegerField()
    amount = models.FloatField(null=True)
    detail = models.CharField(max_length=60, blank=True)
    # Of a case of several days each with what it adds to the amount: [["2026-10-13", 1.0], ...].
    days = models.JSONField(default=list)
    hospital = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    ward = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    speciality = models.CharField(max_length=20)
    # Of the citizen on that day; empty where the age is not known.
    age_group = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = _("bidrag til nøgletal")
        verbose_name_plural = _("bidrag til nøgletal")
        indexes = (
            # The cells of a figure: months, hospitals and municipalities are groups of it.
            models.Index(fields=("line", "month", "hospital", "municipality"), name="cells_of_figure"),
            # The recount of the cells that an event touched.
            models.Index(fields=("month", "hospital", "municipality"), name="cases_of_place"),
        )
        constraints = (models.UniqueConstraint(fields=("journey", "line", "number"), name="case_once"),)

    def __str__(self) -> str:
        """Figure and month; no person."""
        return f"{self.line} {self.month}"
