"""Cooperation areas (klynge, later sundhedsråd) with effective-dated names and members (RULES 3.2, 3.4)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.domain.kinds import AreaType
from organisations.models.organisation import Organisation
from organisations.querysets import CooperationAreaMemberQuerySet, CooperationAreaQuerySet
from organisations.sentences import area_choices


class CooperationArea(models.Model):
    """A hospital, its municipalities and practices that cooperate; half-open [valid_from, valid_to)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(_("nøgle"), max_length=40, unique=True)
    type = models.CharField(_("type"), max_length=20, choices=area_choices, default=AreaType.CLUSTER.value)
    name = models.CharField(_("navn"), max_length=100)
    secretariat = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sekretariat")
    )
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gælder til"), null=True, blank=True)

    objects = CooperationAreaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("samarbejdsområde")
        verbose_name_plural = _("samarbejdsområder")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="area_valid_to_after_valid_from"),
        )

    def __str__(self) -> str:
        """The name it has now."""
        return self.name


class CooperationAreaName(models.Model):
    """What an area was called from one day to another; a rename is not a new area."""

    area = models.ForeignKey(CooperationArea, models.CASCADE, related_name="names")
    name = models.CharField(_("navn"), max_length=100)
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gælder til"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("navn på samarbejdsområde")
        verbose_name_plural = _("navne på samarbejdsområder")
        ordering = ("area", F("valid_from").asc(nulls_first=True))
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="area_name_valid_to_after_valid_from"
            ),
            models.UniqueConstraint(fields=("area", "name"), name="area_name_once"),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class CooperationAreaMember(models.Model):
    """An organisation's time in an area; figures use the membership of the event's day (RULES 3.4 model rule 7)."""

    area = models.ForeignKey(CooperationArea, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="area_memberships")
    valid_from = models.DateField(_("gælder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gælder til"), null=True, blank=True)

    objects = CooperationAreaMemberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("medlem af samarbejdsområde")
        verbose_name_plural = _("medlemmer af samarbejdsområder")
        ordering = ("area", "organisation")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="area_member_valid_to_after_valid_from"
            ),
            models.UniqueConstraint(
                fields=("area", "organisation"), condition=Q(valid_to__isnull=True), name="area_member_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Who in what."""
        return f"{self.organisation} · {self.area}"
