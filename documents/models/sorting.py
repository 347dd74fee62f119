"""The rules by which a unit sorts what it gets, and what became of each delivery."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from documents.domain.sorting.rules import UnitSortingRule, options_of


class SortingRule(models.Model):
    """One rule of a municipality, ward or practice; the first in its order that fits a document holds.

    It holds from `valid_from` (none: switched off) until the day before `valid_to`. One that has been used is ended,
    never deleted: what it sorted names it.
    """

    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="sorting_rules")
    position = models.PositiveIntegerField(_("plads"))
    name = models.CharField(_("navn"), max_length=80)
    # By question its answers, of which one must fit (`documents.domain.sorting.rules`).
    conditions = models.JSONField(_("betingelser"), default=dict)
    work = models.CharField(_("opgave"), max_length=20)
    # Null: the unit that got it.
    unit = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, related_name="+", verbose_name=_("enhed")
    )
    # Null: without a time.
    within_hours = models.PositiveSmallIntegerField(_("frist i timer"), null=True)
    # The profession (a role) that is to keep an eye on it; empty for none.
    watch = models.CharField(_("faggruppe"), max_length=30, blank=True)
    valid_from = models.DateField(_("gælder fra"), null=True)
    valid_to = models.DateField(_("gælder til"), null=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sorteringsregel")
        verbose_name_plural = _("sorteringsregler")
        ordering = ("owner", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="sorting_rule_days_in_order"
            ),
        )

    def __str__(self) -> str:
        """Its name."""
        return self.name

    @property
    def as_rule(self) -> UnitSortingRule:
        """As the rules judge it."""
        return UnitSortingRule(
            id=self.pk,
            conditions=options_of(self.conditions),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class Sorting(models.Model):
    """What a rule or a person made of a delivery, and that the work is done; the last row of a delivery holds.

    Never changed (append-only in the database). Without `work` no rule fitted, and a person sorts it.
    """

    # The key of the delivery: what was sent, and to whom.
    delivery = models.CharField(max_length=150)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    # Null: the program, by a rule or because none fitted.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # The rule as it was called then, and what of it fitted: pairs of question and answer.
    rule = models.ForeignKey(SortingRule, models.PROTECT, null=True, related_name="sortings")
    rule_name = models.CharField(max_length=80, blank=True)
    matched = models.JSONField(default=list)
    side = models.CharField(max_length=20)
    work = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    watch = models.CharField(max_length=30, blank=True)
    done = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("sortering")
        verbose_name_plural = _("sorteringer")
        constraints = (models.UniqueConstraint(fields=("delivery", "number"), name="sorting_once"),)
        # What no rule fitted.
        indexes = (models.Index(fields=("delivery",), condition=Q(work=""), name="sorting_unsorted"),)

    def __str__(self) -> str:
        """Which of a delivery; no person."""
        return f"{self.work or '–'} {self.number}"
