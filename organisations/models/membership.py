"""Membership: a person's role in a unit for a time (DESIGN 6)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from organisations.domain.roles import Role
from organisations.domain.validity import holds_on
from organisations.models.organisation import Organisation
from organisations.querysets import MembershipQuerySet
from organisations.sentences import role_choices


class Membership(models.Model):
    """Half-open [valid_from, valid_to); no valid_to means until further notice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("enhed")
    )
    role = models.CharField(_("rolle"), max_length=30, choices=role_choices)
    valid_from = models.DateField(_("gælder fra"))
    valid_to = models.DateField(_("gælder til"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tilknytning")
        verbose_name_plural = _("tilknytninger")
        ordering = ("user", "unit")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="membership_valid_to_after_valid_from"
            ),
            # A citizen speaks for nobody but themself; everybody else acts for a unit.
            models.CheckConstraint(
                condition=Q(role=Role.CITIZEN.value, unit__isnull=True)
                | (~Q(role=Role.CITIZEN.value) & Q(unit__isnull=False)),
                name="membership_unit_unless_citizen",
            ),
            models.UniqueConstraint(
                fields=("user", "unit", "role"), condition=Q(valid_to__isnull=True), name="membership_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Role and unit, for the switcher."""
        return f"{self.get_role_display()}, {self.unit}" if self.unit else str(self.get_role_display())

    def is_valid_on(self, day: date) -> bool:
        """Whether the membership holds on a day."""
        return holds_on(day, self.valid_from, self.valid_to)
