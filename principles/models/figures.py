"""The stored sums of the figures and what was published of them: pages read these rows only (PERFORMANCE P3)."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class CellMark(models.Model):
    """Where cases changed and the cells were not counted again yet; written with the cases, taken by `keep_cells`."""

    month = models.DateField()
    hospital = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    municipality = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    # When it was written, by the database's clock: how far the cells lag behind.
    marked_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("ændret felt")
        verbose_name_plural = _("ændrede felter")

    def __str__(self) -> str:
        """The month; no person."""
        return f"{self.month}"


class IndicatorCell(models.Model):
    """The smallest sum that is kept: never shown itself, for it may hold a single journey.

    Units are texts, empty where not known, so that a key is unique on every database; see `rules.cells`.
    """

    line = models.CharField(max_length=20)
    detail = models.CharField(max_length=60, blank=True)
    month = models.DateField()
    # The census that first counts it (the 10th of a month).
    taken_on = models.DateField()
    hospital = models.CharField(max_length=36, blank=True)
    municipality = models.CharField(max_length=36, blank=True)
    area = models.CharField(max_length=36, blank=True)
    ward = models.CharField(max_length=36, blank=True)
    speciality = models.CharField(max_length=20, blank=True)
    age_group = models.CharField(max_length=10, blank=True)
    number = models.PositiveIntegerField()
    numerator = models.PositiveIntegerField()
    amount = models.FloatField()
    # In order, of lines whose median is told.
    values = models.JSONField(default=list)
    # One more each time a late word changes the sums.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("talfelt")
        verbose_name_plural = _("talfelter")
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "month",
                    "hospital",
                    "municipality",
                    "line",
                    "detail",
                    "taken_on",
                    "area",
                    "ward",
                    "speciality",
                    "age_group",
                ),
                name="cell_once",
            ),
        )

    def __str__(self) -> str:
        """Figure and month."""
        return f"{self.line} {self.month}"


class FigureCensus(models.Model):
    """That a month was taken, or taken again, on a 10th (RULES 6, rule T); a month is taken once on a day."""

    month = models.DateField()
    taken_on = models.DateField()
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("månedsopgørelse")
        verbose_name_plural = _("månedsopgørelser")
        constraints = (models.UniqueConstraint(fields=("month", "taken_on"), name="census_once"),)

    def __str__(self) -> str:
        """Month and version."""
        return f"{self.month} v{self.version}"


class KeptCensus(models.Model):
    """That a source of figures without journeys was taken on a 10th, by what was known at `made_at`."""

    source = models.CharField(max_length=20)
    taken_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opgørelse uden forløb")
        verbose_name_plural = _("opgørelser uden forløb")
        constraints = (models.UniqueConstraint(fields=("source", "taken_on"), name="kept_once"),)

    def __str__(self) -> str:
        """Source and day."""
        return f"{self.source} {self.taken_on}"


class Population(models.Model):
    """How many people live in a municipality in a year, as an administrator has loaded it (K8 per inhabitants)."""

    municipality = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", verbose_name=_("kommune")
    )
    year = models.PositiveSmallIntegerField(_("år"))
    inhabitants = models.PositiveIntegerField(_("indbyggere"))
    source = models.CharField(_("kilde"), max_length=200)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("folketal")
        verbose_name_plural = _("folketal")
        ordering = ("-year", "municipality")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "year"), name="population_once_a_year"),
            models.CheckConstraint(condition=models.Q(inhabitants__gt=0), name="somebody_lives_there"),
        )

    def __str__(self) -> str:
        """Where and when."""
        return f"{self.municipality} {self.year}"


class PublishedFigure(models.Model):
    """One published cell with what may be shown of it: decided when its month was first taken, and kept.

    A correction makes a new version at the next census; the earlier one stays, for whoever has to explain it.
    """

    # A value of `rules.publication.Cut`; `unit` and `beside` are what it divides by, empty where not known.
    cut = models.CharField(max_length=20)
    unit = models.CharField(max_length=36, blank=True)
    beside = models.CharField(max_length=36, blank=True)
    line = models.CharField(max_length=20)
    detail = models.CharField(max_length=60, blank=True)
    # The month, or the first month of the half-year.
    period = models.DateField()
    number = models.PositiveIntegerField()
    numerator = models.PositiveIntegerField()
    amount = models.FloatField()
    median = models.FloatField(null=True)
    shown = models.BooleanField()
    share_shown = models.BooleanField()
    # Of a share that is hidden: whether "at least" or "at most" may be said.
    bound_shown = models.BooleanField(db_default=False)
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    taken_on = models.DateField()

    class Meta:
        verbose_name = _("offentliggjort tal")
        verbose_name_plural = _("offentliggjorte tal")
        indexes = (
            # A page: one unit's months, of every line.
            models.Index(fields=("cut", "unit", "period"), condition=models.Q(current=True), name="figures_of_page"),
            # What a month said before it is taken again.
            models.Index(fields=("period", "line"), condition=models.Q(current=True), name="figures_of_period"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("cut", "unit", "beside", "line", "detail", "period", "version"), name="figure_once"
            ),
        )

    def __str__(self) -> str:
        """Figure, cut and month."""
        return f"{self.line} {self.cut} {self.period}"
